/** Asks the bidder before a platform learns anything, and remembers the answer per platform and scope set. */
package dev.tamga.idp.consent;
