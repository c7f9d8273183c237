/**
 * Who holds a certificate: the declarative mapping of ca.yml (ordered sources, kind rule, name), the codes that
 * organisations and persons carry, with their check digits, and names for comparison. Never guesses: what no source
 * says is refused.
 */
package dev.tamga.ca.holder;
