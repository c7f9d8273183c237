/**
 * Reading one value out of a certificate as ca.yml describes it: an attribute or an extension, unwrapped, split,
 * matched. Owns the place of a value, never its meaning.
 */
package dev.tamga.ca.field;
