package dev.tamga.rp;

import java.text.ParseException;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;

import dev.tamga.rp.LoginFailed.Reason;

/** Strangers' JSON: depth is counted before a recursive parser sees it. */
final class Json {

    /** Discovery, key sets and claims need four levels; the rest is reserve. */
    static final int MAX_DEPTH = 16;

    private Json() {
    }

    /** The JSON object, or a refusal that names {@code what}. */
    static Map<String, Object> object(String text, String what) throws LoginFailed {
        if (depth(text) > MAX_DEPTH) {
            throw new LoginFailed(Reason.ANSWER_REFUSED, what + " is nested more than " + MAX_DEPTH + " levels deep");
        }
        // The parser takes an array of pairs for an object.
        if (!text.trim().startsWith("{")) {
            throw new LoginFailed(Reason.ANSWER_REFUSED, what + " is not a JSON object");
        }
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new LoginFailed(Reason.ANSWER_REFUSED, what + " is not a JSON object", e);
        }
    }

    private static int depth(String text) {
        int deepest = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }
}
