package dev.tamga.idp.signin;

import java.util.Optional;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;

/** A certificate may hold texts of any length; what the tables cannot hold is refused here, and is no fault there. */
final class HolderLimits {
    private static final int NAME = 200;
    private static final int CODE = 18;
    private static final int KEY_NUMBER = 64;
    private static final int HOLDER_ID = 128;
    private static final int REGION = 64;
    private static final int PROJECT = 64;

    private HolderLimits() {}

    static Optional<Refusal> check(VerifiedHolder holder) {
        return tooLong("name", Optional.of(holder.name()), NAME)
                .or(() -> tooLong("normalised name", Optional.of(holder.normalisedName()), NAME))
                .or(() -> tooLong("code", holder.code(), CODE))
                .or(() -> tooLong("serial number", Optional.of(holder.key().keyNumber()), KEY_NUMBER))
                .or(() -> tooLong("holder id", holder.holderId(), HOLDER_ID))
                .or(() -> tooLong("region", holder.region(), REGION))
                .or(() -> tooLong("project", holder.project(), PROJECT));
    }

    private static Optional<Refusal> tooLong(String what, Optional<String> value, int limit) {
        return value.filter(text -> text.length() > limit)
                .map(text -> new Refusal.HolderUnidentified(
                        what + " of " + text.length() + " characters; at most " + limit));
    }
}
