/**
 * The keys that sign tokens: made at the first start, encrypted at rest, published as a JWK set ahead of their first
 * signature, retired when the last token they signed is dead.
 */
package dev.tamga.idp.signingkey;
