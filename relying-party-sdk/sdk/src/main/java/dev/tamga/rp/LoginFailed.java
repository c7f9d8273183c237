package dev.tamga.rp;

import java.util.Objects;
import java.util.Optional;

/**
 * The one way in which anything of this SDK fails: a closed {@link Reason}, what was found, and what to do.
 *
 * <p>Neither message nor hint ever holds a token, a code or a secret: both may be logged. Show the bidder a sentence
 * of your own, chosen by {@link #reason()}.
 */
public final class LoginFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. Closed: a new reason is a new major version of the SDK. */
    public enum Reason {
        /** The bidder refused the consent. */
        ACCESS_DENIED("Nothing is wrong: let the bidder start again."),
        /** The provider answered with an OAuth error; see {@link LoginFailed#providerError()}. */
        PROVIDER_REFUSED("Look the error up in the provider's audit; the registration may differ from this set-up."),
        /** The platform's credentials were not accepted (invalid_client). */
        CLIENT_REFUSED("Compare client id and secret or key with the registration; a secret may have expired."),
        /** The saved login cannot be read: cut, altered or of another version. */
        SAVED_LOGIN_UNREADABLE("Start the sign-in again; a cookie may have been cut or altered."),
        /** The sign-in took longer than an hour. */
        SAVED_LOGIN_EXPIRED("Start the sign-in again."),
        /** This saved login was finished before. */
        SAVED_LOGIN_SPENT("Remove the saved login before you finish it; the bidder may have reloaded the page."),
        /** The callback lacks a parameter, repeats one, or is malformed. */
        CALLBACK_MALFORMED("Pass the callback's whole address with its query, unchanged."),
        /** The answer belongs to another attempt or another browser. */
        STATE_MISMATCH("Somebody may try to sign the bidder in as another: do not continue; start again."),
        /** The answer comes from another provider (RFC 9207), or the ID token names another issuer. */
        ISSUER_MISMATCH("Spell the issuer exactly as the provider does; otherwise this is a mix-up attack."),
        /** The ID token was made for another attempt. */
        NONCE_MISMATCH("Do not continue; start again."),
        /** The ID token is meant for another client. */
        AUDIENCE_MISMATCH("Compare the client id with the registration."),
        /** azp is missing although there are several audiences, or names another client. */
        AUTHORIZED_PARTY_MISMATCH("Compare the client id with the registration."),
        /** The ID token's algorithm is not ES256, RS256 or PS256. */
        ALGORITHM_NOT_ALLOWED("Have id-token-signing-alg set to ES256 for this platform."),
        /** No published key of the provider has the ID token's key id. */
        KEY_UNKNOWN("If the provider has just rotated its keys, try again in half a minute."),
        /** The signature is wrong. */
        SIGNATURE_INVALID("Do not continue: the ID token was altered or forged."),
        /** The ID token has expired. */
        TOKEN_EXPIRED("Compare this machine's clock with the provider's; 60 seconds are tolerated."),
        /** The ID token comes from the future. */
        TOKEN_FROM_THE_FUTURE("Compare this machine's clock with the provider's; 60 seconds are tolerated."),
        /** The ID token lacks a required claim or is not a JWT. */
        TOKEN_MALFORMED("The provider is broken or is not the one meant."),
        /** at_hash does not belong to the access token. */
        ACCESS_TOKEN_MISMATCH("Do not continue: the access token was swapped."),
        /** Userinfo or a refreshed ID token speaks of another subject. */
        SUBJECT_MISMATCH("Do not use the answer: it belongs to somebody else."),
        /** A fresh sign-in was asked for and an old one was used. */
        SIGN_IN_TOO_OLD("Start again; the bidder has to use the key once more."),
        /** No connection, a timeout, an outage, or a slow answer. */
        PROVIDER_UNREACHABLE("Try again shortly; if it lasts, call the provider's support line."),
        /** Discovery or an endpoint is not as it must be. */
        PROVIDER_MISCONFIGURED("Compare the issuer with the provider's discovery document."),
        /** The provider's answer is too large, too deep, a redirect, or not JSON. */
        ANSWER_REFUSED("A proxy may stand between, or this is not the provider."),
        /** There is nothing to refresh or to sign out from. */
        NOT_POSSIBLE("See the message for what is missing.");

        private final String hint;

        Reason(String hint) {
            this.hint = hint;
        }
    }

    private final Reason reason;
    private final String providerError;

    LoginFailed(Reason reason, String found) {
        this(reason, found, null, null);
    }

    LoginFailed(Reason reason, String found, Throwable cause) {
        this(reason, found, null, cause);
    }

    LoginFailed(Reason reason, String found, String providerError, Throwable cause) {
        super(Objects.requireNonNull(reason) + ": " + found, cause);
        this.reason = reason;
        this.providerError = providerError;
    }

    /** Why, from a closed list: choose the bidder's sentence by it. */
    public Reason reason() {
        return reason;
    }

    /** What an administrator should do, in English. */
    public String hint() {
        return reason.hint;
    }

    /** The provider's OAuth error code, such as {@code login_required}, where it sent one. */
    public Optional<String> providerError() {
        return Optional.ofNullable(providerError);
    }
}
