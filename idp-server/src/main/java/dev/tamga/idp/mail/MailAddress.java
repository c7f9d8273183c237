package dev.tamga.idp.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One plain address: RFC 5321 §4.1.2 without quotes, comments, lists or anything that could end a header or begin
 * another.
 *
 * @param value as it was written, its domain in lower case
 */
public record MailAddress(String value) {
    /** RFC 5321 §4.5.3.1: 64 for the local part; §4.5.3.1.3 leaves 254 for all. */
    public static final int LONGEST = 254;

    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9_+%'=~-]+(?:\\.[A-Za-z0-9_+%'=~-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    public MailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    public static Optional<MailAddress> of(String text) {
        String stripped = text.strip();
        if (!isValid(stripped)) {
            return Optional.empty();
        }
        int at = stripped.indexOf('@');
        return Optional.of(new MailAddress(
                stripped.substring(0, at) + stripped.substring(at).toLowerCase(Locale.ROOT)));
    }

    private static boolean isValid(String text) {
        return text.length() <= LONGEST && text.indexOf('@') <= 64 && FORM.matcher(text).matches();
    }

    /** Whose mailbox it is, for counting: a detail behind a plus reaches the same one (RFC 5233 §3). */
    public String mailbox() {
        return value.toLowerCase(Locale.ROOT).replaceFirst("(?<=.)\\+[^@]*@", "@");
    }

    /** For display where others may look on: the first character and the domain. */
    public String masked() {
        return value.charAt(0) + "***" + value.substring(value.indexOf('@'));
    }
}
