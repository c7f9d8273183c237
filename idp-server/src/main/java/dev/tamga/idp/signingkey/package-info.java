/** The keys that sign tokens: made at the first start, encrypted at rest, published as a JWK set. */
package dev.tamga.idp.signingkey;
