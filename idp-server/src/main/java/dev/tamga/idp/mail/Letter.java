package dev.tamga.idp.mail;

/**
 * A mail as it is kept and sent: plain text.
 *
 * @param subject one line
 */
public record Letter(String recipient, String subject, String body) {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_BODY = 4000;

    public Letter {
        // A control character in a header begins another one; there is none in ours, whatever was filled in.
        subject = cut(subject.replaceAll("\\p{Cntrl}", " "), LONGEST_SUBJECT);
        body = cut(body, LONGEST_BODY);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
