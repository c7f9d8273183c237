/**
 * Proof of possession: the signed text is the challenge that was issued, byte for byte, and the certificate's key
 * signed it. Owns the forms that a signature may have. Its result is the ticket to the network.
 */
package dev.tamga.ca.proof;
