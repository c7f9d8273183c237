/**
 * SM2 with SM3 and GB/T 35275 CMS. The only importer of Bouncy Castle's crypto, curve, CMS and provider classes; the
 * other packages use Bouncy Castle for ASN.1 and X.509 structures only. The user id is fixed and Z is always there: a
 * signature without Z does not verify.
 */
package dev.tamga.ca.sm2;
