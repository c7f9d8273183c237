package dev.tamga.ca.revocation;

import java.time.Instant;

/** One way to ask a CA. */
interface RevocationSource {
    RevocationPolicy.Kind kind();

    Answer ask(Question question, Instant now) throws Unanswered;
}
