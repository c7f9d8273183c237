package dev.tamga.idp.mail;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The mail server that letters are given to.
 *
 * @param password empty with an empty user
 * @param from the address that letters come from
 */
public record SmtpServer(
        String host, int port, Tls tls, Optional<String> user, Optional<String> password, MailAddress from) {

    /** How the connection is protected. */
    public enum Tls {
        /** RFC 3207, and no letter without it. */
        STARTTLS("starttls"),
        /** RFC 8314 §3.3. */
        IMPLICIT("implicit"),
        /** Names, numbers and the password in clear: for a server on this machine. */
        UNENCRYPTED("dangerously-unencrypted");

        private final String word;

        Tls(String word) {
            this.word = word;
        }

        /** @throws IllegalArgumentException naming the setting */
        public static Tls of(String word) {
            return Arrays.stream(values()).filter(tls -> tls.word.equals(word)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("tamga.mail.tls is \"" + word + "\"; expected "
                            + Arrays.stream(values()).map(tls -> tls.word).collect(Collectors.joining(", "))));
        }
    }

    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + "]";
    }
}
