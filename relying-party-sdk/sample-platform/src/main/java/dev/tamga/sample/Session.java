package dev.tamga.sample;

import dev.tamga.rp.SignedIn;

/**
 * A bidder's session on this platform.
 *
 * @param signedIn  the SDK's result, kept on the server
 * @param received  userinfo as it was at sign-in
 * @param confirmed whether 「确认登录」 was answered, now or earlier for the same data
 * @param csrf      expected in every form
 */
record Session(SignedIn signedIn, Received received, boolean confirmed, String csrf) {

    Session confirm() {
        return new Session(signedIn, received, true, csrf);
    }

    @Override
    public String toString() {
        return "Session[confirmed=" + confirmed + "]";
    }
}
