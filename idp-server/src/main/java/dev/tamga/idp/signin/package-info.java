/**
 * Sign-in with a certificate: challenges, proofs of possession, the certificate page and the page of each refusal. Its
 * doors for other features are {@link dev.tamga.idp.signin.Challenges}, {@link dev.tamga.idp.signin.Proofs} and
 * {@link dev.tamga.idp.signin.RefusalPage}. It knows bound keys only through {@link dev.tamga.idp.signin.BoundKeys};
 * who may bind is the binding feature's, what a session is the session feature's.
 */
package dev.tamga.idp.signin;
