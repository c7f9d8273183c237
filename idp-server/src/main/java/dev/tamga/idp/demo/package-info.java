/**
 * The signer behind the demo's forms without a script. It goes into a jar of its own that is not on the production
 * class path, and wakes up in the profiles {@code demo} and {@code conformance} alone.
 */
package dev.tamga.idp.demo;
