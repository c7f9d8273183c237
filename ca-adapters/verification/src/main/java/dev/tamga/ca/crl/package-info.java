/**
 * Certificate revocation lists (RFC 5280 §5) as a format: read strictly, verified, and kept as an index that answers
 * exactly. Which list counts for a certificate, how old it may be and where it comes from is not said here.
 */
package dev.tamga.ca.crl;
