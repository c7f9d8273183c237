/**
 * Whether a trusted certificate is of the kind that signs in: key use, algorithms, policies, and the admission rules of
 * its CA (test certificates, region of issue). Looks at the certificate alone; no network, no signature of the bidder.
 */
package dev.tamga.ca.profile;
