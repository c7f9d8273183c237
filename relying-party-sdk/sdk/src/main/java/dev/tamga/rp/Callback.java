package dev.tamga.rp;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

import dev.tamga.rp.LoginFailed.Reason;

/** The authorization response: state and issuer are checked before anything else of it is believed. */
final class Callback {

    private static final int MAX_LENGTH = 8192;

    private final Map<String, String> parameters;

    private Callback(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Callback read(String callbackUri) throws LoginFailed {
        int query = callbackUri == null ? -1 : callbackUri.indexOf('?');
        if (query < 0 || callbackUri.length() > MAX_LENGTH) {
            throw malformed("the callback has no query or is longer than " + MAX_LENGTH + " characters");
        }
        int fragment = callbackUri.indexOf('#');
        String text = callbackUri.substring(query + 1, fragment > query ? fragment : callbackUri.length());
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            // RFC 6749 §3.1: parameters must not be included more than once.
            if (parameters.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw malformed("the callback repeats the parameter " + Text.shown(name, 40));
            }
        }
        return new Callback(parameters);
    }

    /**
     * The code of an answer to this login by this issuer.
     *
     * @param named whether the issuer says of itself that it names itself in every answer
     */
    String codeFor(SavedLogin login, String issuer, boolean named) throws LoginFailed {
        if (!Text.same(login.state(), parameters.get("state"))) {
            throw new LoginFailed(Reason.STATE_MISMATCH, "the callback's state is not the saved login's");
        }
        // RFC 9207 §2.4: also for error answers, and missing counts as wrong where the metadata promises it, or a mix-up
        // would just leave it out.
        if ((named || parameters.containsKey("iss")) && !issuer.equals(parameters.get("iss"))) {
            throw new LoginFailed(Reason.ISSUER_MISMATCH,
                    "the callback's iss is " + Text.shown(parameters.get("iss"), 200) + "; expected " + issuer);
        }
        if (parameters.containsKey("error")) {
            throw refused(Text.shown(parameters.get("error"), 64));
        }
        String code = parameters.get("code");
        if (code == null || code.isEmpty()) {
            throw malformed("the callback has neither code nor error");
        }
        return code;
    }

    private LoginFailed refused(String error) {
        Reason reason = error.equals("access_denied") ? Reason.ACCESS_DENIED : Reason.PROVIDER_REFUSED;
        String detail = Text.shown(parameters.getOrDefault("error_description", ""), 200);
        return new LoginFailed(reason, "the provider answered " + error + " " + detail, error, null);
    }

    private static String decode(String text) throws LoginFailed {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (IllegalArgumentException | UnsupportedEncodingException e) {
            throw malformed("the callback's query is not percent-encoded UTF-8");
        }
    }

    private static LoginFailed malformed(String found) {
        return new LoginFailed(Reason.CALLBACK_MALFORMED, found);
    }
}
