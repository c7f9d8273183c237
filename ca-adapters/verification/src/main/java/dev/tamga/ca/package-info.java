/**
 * The vocabulary of certificate sign-in: what is asked of a key ({@link dev.tamga.ca.Challenge}), what comes back
 * ({@link dev.tamga.ca.SignInProof}), who it proves ({@link dev.tamga.ca.VerifiedHolder}) and why not
 * ({@link dev.tamga.ca.Refusal}). It depends on nothing; every other package of this library depends on it.
 */
package dev.tamga.ca;
