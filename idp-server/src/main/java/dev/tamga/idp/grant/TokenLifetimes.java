package dev.tamga.idp.grant;

import java.time.Duration;

/**
 * How long what a grant gives may be used.
 *
 * @param refreshFamily from the code's redemption, however often the token is rotated
 */
public record TokenLifetimes(Duration code, Duration accessToken, Duration idToken, Duration refreshFamily) {}
