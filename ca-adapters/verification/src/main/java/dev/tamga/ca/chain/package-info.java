/**
 * From bytes to a chain of trust: reads a certificate strictly, recognises its issuer by key, and finds a valid path to
 * an anchor of that CA. Owns certificates and paths; knows nothing of what a CA writes into its certificates.
 */
package dev.tamga.ca.chain;
