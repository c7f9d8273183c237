package dev.tamga.rp;

import java.net.URI;
import java.net.URISyntaxException;

/** Return addresses that stay on the platform: everything else is an open redirect. */
public final class ReturnPath {

    private static final int MAX_LENGTH = 512;

    private ReturnPath() {
    }

    /**
     * The path and query if {@code requested} is a plain local path, else "/".
     *
     * <p>Refused are other origins in every disguise: {@code //host}, {@code /\host}, control characters and spaces
     * that browsers remove, backslashes that they turn round, and what is not ASCII.
     */
    public static String local(String requested) {
        if (requested == null || requested.length() > MAX_LENGTH || !requested.matches("/[!-\\[\\]-~]*")) {
            return "/";
        }
        return requested.startsWith("//") || !isPlain(requested) ? "/" : requested;
    }

    /**
     * The same for an absolute address, as third-party initiated login sends it (target_link_uri): its path and query
     * if its origin is {@code origin}, else "/".
     */
    public static String local(String requested, URI origin) {
        String prefix = origin.getScheme() + "://" + origin.getRawAuthority();
        boolean here = requested != null && requested.startsWith(prefix + "/");
        return local(here ? requested.substring(prefix.length()) : requested);
    }

    private static boolean isPlain(String path) {
        try {
            URI uri = new URI(path);
            return uri.getScheme() == null && uri.getRawAuthority() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
