/**
 * The way back to a platform: every valid authorization request is one row, and only the row's id travels while the bidder
 * signs in and consents. Owns the rules for request parameters and the responses; issues no code and asks nobody.
 */
package dev.tamga.idp.authorization;
