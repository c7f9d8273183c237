/**
 * From bytes to a chain of trust: reads a certificate strictly, recognises its issuer by key, and finds a valid path to
 * an anchor of that CA, algorithms included. Owns certificates and paths; knows nothing of what a CA writes into its
 * certificates, and nothing of revocation.
 */
package dev.tamga.ca.chain;
