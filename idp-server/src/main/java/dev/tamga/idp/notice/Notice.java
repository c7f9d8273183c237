package dev.tamga.idp.notice;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What operators tell bidders.
 *
 * @param number by which operators call it
 * @param audience whom it is for
 * @param until the first moment at which it is not shown any more
 */
public record Notice(long number, Level level, Texts texts, Audience audience, Instant from, Instant until) {

    /** How it looks and what stands above it. */
    public enum Level {
        INFORMATION,
        WARNING,
        /** Something is or will be out of service. */
        MAINTENANCE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Level> of(String word) {
            return Arrays.stream(values()).filter(level -> level.word().equals(word)).findFirst();
        }
    }

    /** The same in both languages. */
    public record Texts(String chinese, String english) {
        String in(Locale locale) {
            return locale.getLanguage().equals("en") ? english : chinese;
        }
    }

    /** Everybody, holders of a CA's keys, or those on the way to a platform: at most one of the two is there. */
    public record Audience(Optional<String> caId, Optional<String> platformId) {
        public static final Audience EVERYBODY = new Audience(Optional.empty(), Optional.empty());

        boolean isEverybody() {
            return caId.isEmpty() && platformId.isEmpty();
        }
    }

    boolean isShown(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
