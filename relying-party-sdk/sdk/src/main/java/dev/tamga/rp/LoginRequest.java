package dev.tamga.rp;

/** What a platform may wish of one sign-in. Immutable; each method answers a changed copy. */
public final class LoginRequest {

    private static final LoginRequest PLAIN = new LoginRequest("/", null, false);

    private final String returnPath;
    private final String language;
    private final boolean fresh;

    private LoginRequest(String returnPath, String language, boolean fresh) {
        this.returnPath = returnPath;
        this.language = language;
        this.fresh = fresh;
    }

    /** No wishes: back to "/" afterwards, single sign-on allowed. */
    public static LoginRequest plain() {
        return PLAIN;
    }

    /** Where on this platform the bidder goes afterwards; anything but a local path becomes "/". */
    public LoginRequest returnTo(String path) {
        return new LoginRequest(ReturnPath.local(path), language, fresh);
    }

    /** The pages' language, {@code zh-CN} or {@code en} (ui_locales). */
    public LoginRequest inLanguage(String tag) {
        if (!tag.matches("[A-Za-z0-9-]{2,35}")) {
            throw new IllegalArgumentException("language is \"" + Text.shown(tag, 35)
                    + "\"; expected a tag like zh-CN");
        }
        return new LoginRequest(returnPath, tag, fresh);
    }

    /** The bidder must use the key now, even if signed in already; checked by auth_time. */
    public LoginRequest withFreshSignIn() {
        return new LoginRequest(returnPath, language, true);
    }

    String returnPath() {
        return returnPath;
    }

    String language() {
        return language;
    }

    boolean isFresh() {
        return fresh;
    }
}
