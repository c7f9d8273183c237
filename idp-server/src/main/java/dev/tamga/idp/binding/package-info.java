/**
 * Subjects and their keys: who may bind, what is kept of them, and the read model that claims and pages use
 * ({@link dev.tamga.idp.binding.Subjects}). Owns the tables {@code subject} and {@code subject_key}. That a key was
 * really there is the sign-in feature's to prove; what a platform gets to see is the claim feature's.
 */
package dev.tamga.idp.binding;
