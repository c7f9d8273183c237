/**
 * Signatures of JSON web tokens: the one provider that makes and checks them, and reading of tokens that strangers send.
 * It owns no key and no table.
 */
package dev.tamga.idp.jose;
