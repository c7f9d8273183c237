package dev.tamga.rp;

import java.net.URI;

/** A sign-out that has begun: end your own session first, then send the browser to {@link #url()}. */
public final class StartedLogout {

    private final URI url;
    private final String state;

    StartedLogout(URI url, String state) {
        this.url = url;
        this.state = state;
    }

    /**
     * The provider's sign-out address; it holds the ID token as a hint, so answer with a redirect and do not log
     * it.
     */
    public URI url() {
        return url;
    }

    /** Comes back as the parameter {@code state} at the post-logout address. */
    public String state() {
        return state;
    }

    @Override
    public String toString() {
        return "StartedLogout[]";
    }
}
