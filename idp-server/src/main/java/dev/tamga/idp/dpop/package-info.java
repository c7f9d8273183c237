/** RFC 9449: proofs of possession. It checks a proof against its request; what is bound to its key is the caller's. */
package dev.tamga.idp.dpop;
