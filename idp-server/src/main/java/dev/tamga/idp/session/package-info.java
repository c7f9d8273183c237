/**
 * Sign-in sessions: a row and a {@code __Host-} cookie, so that any node serves any request. Owns the cookies, the CSRF
 * token derived from them and the bridge to Spring Security. What a session's end means for platforms is the sign-out
 * feature's.
 */
package dev.tamga.idp.session;
