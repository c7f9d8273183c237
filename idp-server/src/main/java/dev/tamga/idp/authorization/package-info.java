/**
 * The way back to a platform: every valid authorization request, also one that was pushed, is one row, and only the row's
 * id travels while the bidder signs in and consents. Owns the rules for request parameters, which key may answer, the page
 * of one that may not, and the responses; issues no code and asks for no consent.
 */
package dev.tamga.idp.authorization;
