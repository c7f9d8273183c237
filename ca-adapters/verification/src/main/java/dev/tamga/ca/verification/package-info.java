/**
 * The door of this library: {@link dev.tamga.ca.verification.CaDirectory} opens conf/ca,
 * {@link dev.tamga.ca.verification.CertificateVerifier} verifies. Everything else is a step of that one method.
 */
package dev.tamga.ca.verification;
