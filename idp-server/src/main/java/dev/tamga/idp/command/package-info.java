/**
 * The operator's words: {@code java -jar idp-server.jar <word> …}. Owns which word does what, the arguments of
 * {@code ca check} and how its explanations are printed; what is explained is the library's.
 */
package dev.tamga.idp.command;
