/**
 * Whether a proven certificate is revoked: one policy per CA, OCSP and CRL with verified signatures, and the only door
 * of this library to the network. Nothing is fetched before proof of possession, and only from hosts that ca.yml names.
 */
package dev.tamga.ca.revocation;
