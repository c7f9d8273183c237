/**
 * Signing in at Tamga from a trading platform: OpenID Connect code flow with PKCE, from the authorization URL to the
 * checked ID token, userinfo, refresh and sign-out.
 *
 * <p>Owns every check that OpenID Connect Core, RFC 7636, RFC 9207 and RFC 9700 ask of a relying party; none can be
 * switched off. Owns no session, no cookie and no web framework: the platform keeps {@link dev.tamga.rp.SavedLogin}
 * where it keeps its sessions. Runs on Java 8; its one dependency is nimbus-jose-jwt, which no public signature shows
 * but for the caller's own key.
 */
package dev.tamga.rp;
