package dev.tamga.rp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import dev.tamga.rp.LoginFailed.Reason;

/**
 * What must be remembered between the start and the end of one sign-in. Keep it bound to the browser that started, in
 * your session or an HttpOnly cookie, under its {@link #state()} so that several tabs work, and remove it before you
 * finish it.
 */
public final class SavedLogin {

    /** Longer than the provider keeps the request (30 minutes), so that the provider is the one that says so. */
    private static final long LIFETIME_SECONDS = 3600;
    private static final int MAX_LENGTH = 1024;

    private final String state;
    private final String nonce;
    private final String verifier;
    private final long startedAt;
    private final boolean fresh;
    private final String returnPath;

    private SavedLogin(String[] secrets, long startedAt, boolean fresh, String returnPath) {
        this.state = secrets[0];
        this.nonce = secrets[1];
        this.verifier = secrets[2];
        this.startedAt = startedAt;
        this.fresh = fresh;
        this.returnPath = returnPath;
    }

    static SavedLogin fresh(LoginRequest request, Instant now) {
        String[] secrets = {Text.random(), Text.random(), Text.random()};
        return new SavedLogin(secrets, now.getEpochSecond(), request.isFresh(), request.returnPath());
    }

    /** One line of ASCII, at most 1024 characters, safe in a cookie. Holds secrets: never log it. */
    public String toText() {
        byte[] path = returnPath.getBytes(StandardCharsets.UTF_8);
        return "1." + state + "." + nonce + "." + verifier + "." + startedAt + "." + (fresh ? "f" : "-") + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(path);
    }

    /** Reads {@link #toText()} back; refuses anything else. */
    public static SavedLogin fromText(String text) throws LoginFailed {
        String[] parts = text == null || text.length() > MAX_LENGTH ? new String[0] : text.split("\\.", -1);
        boolean shaped = parts.length == 7 && parts[0].equals("1") && Text.isRandom(parts[1]) && Text.isRandom(parts[2])
                && Text.isRandom(parts[3]) && parts[4].matches("\\d{1,12}") && parts[5].matches("[f-]")
                && parts[6].matches("[A-Za-z0-9_-]*");
        if (!shaped) {
            throw new LoginFailed(Reason.SAVED_LOGIN_UNREADABLE, "the saved login is not what toText gave");
        }
        String path = path(parts[6]);
        String[] secrets = {parts[1], parts[2], parts[3]};
        return new SavedLogin(secrets, Long.parseLong(parts[4]), parts[5].equals("f"), path);
    }

    /** The state parameter: the name under which to keep this login. */
    public String state() {
        return state;
    }

    /** A local path on the platform, "/" unless the start wished for another. */
    public String returnPath() {
        return returnPath;
    }

    String nonce() {
        return nonce;
    }

    String verifier() {
        return verifier;
    }

    boolean isFresh() {
        return fresh;
    }

    Instant startedAt() {
        return Instant.ofEpochSecond(startedAt);
    }

    boolean isExpired(Instant now) {
        return now.getEpochSecond() - startedAt > LIFETIME_SECONDS;
    }

    private static String path(String base64) throws LoginFailed {
        try {
            // A cookie is the browser's word: the path is checked again.
            return ReturnPath.local(new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new LoginFailed(Reason.SAVED_LOGIN_UNREADABLE, "the saved login's path is not base64url", e);
        }
    }

    @Override
    public String toString() {
        return "SavedLogin[startedAt=" + startedAt() + "]";
    }
}
