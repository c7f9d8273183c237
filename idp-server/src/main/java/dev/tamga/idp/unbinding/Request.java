package dev.tamga.idp.unbinding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as it was filed.
 *
 * @param locale of the page that it was filed on: mails are written in it
 * @param bound empty where nothing was bound under that code
 * @param decision empty while it is undecided
 */
record Request(
        RequestNumber number, State state, Claimed claimed, Contact contact, String reason, Locale locale,
        Optional<Bound> bound, Instant filedAt, Optional<Decision> decision) {

    /** The word is stored. */
    enum State {
        FILED,
        APPROVED,
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("state is \"" + word + "\""));
        }
    }

    @Override
    public String toString() {
        return "Request[" + claimed.kind() + " " + state + "]";
    }
}
