package dev.tamga.rp;

import java.net.URI;

/** A sign-in that has begun: send the browser to {@link #url()} and keep {@link #saved()}. */
public final class StartedLogin {

    private final URI url;
    private final SavedLogin saved;

    StartedLogin(URI url, SavedLogin saved) {
        this.url = url;
        this.saved = saved;
    }

    /** The provider's authorization address with every parameter; answer the browser with a 303 to it. */
    public URI url() {
        return url;
    }

    /** To be kept until the browser comes back. */
    public SavedLogin saved() {
        return saved;
    }

    @Override
    public String toString() {
        return "StartedLogin[" + saved + "]";
    }
}
