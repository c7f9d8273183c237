/**
 * What platforms are told: OpenID Connect Back-Channel Logout messages, written in the transaction that ends the
 * session and delivered afterwards, by whichever node is alive. It ends nothing itself.
 */
package dev.tamga.idp.outbox;
