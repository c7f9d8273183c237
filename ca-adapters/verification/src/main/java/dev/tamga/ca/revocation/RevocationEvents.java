package dev.tamga.ca.revocation;

import java.time.Duration;

import dev.tamga.ca.CaId;

/** What happens between this server and the CAs, for whoever counts it. Called from many threads; must not block. */
public interface RevocationEvents {
    /** Nobody counts. */
    RevocationEvents NONE = new RevocationEvents() {};

    /** A source answered over the network. */
    default void answered(CaId ca, RevocationPolicy.Kind source, Duration took) {}

    /** A source did not answer, or not usably. */
    default void failed(CaId ca, RevocationPolicy.Kind source) {}

    /** A source is left alone from now on, is tried again, or answers again. */
    default void turned(CaId ca, RevocationPolicy.Kind source, Breaker.State state) {}

    /** A certificate was let in though no source answered. */
    default void graced(CaId ca, String grace) {}
}
