/**
 * Forges keys, certificates, CRLs, OCSP answers and signatures, valid and odd ones alike, for tests and for the demo.
 * Every instant is an argument; there is no hidden clock. Never on the production class path.
 *
 * <p>Does not own the demo's CAs and keys ({@link dev.tamga.forge.demo}) nor SM2 arithmetic ({@link
 * dev.tamga.forge.sm2}).
 */
package dev.tamga.forge;
