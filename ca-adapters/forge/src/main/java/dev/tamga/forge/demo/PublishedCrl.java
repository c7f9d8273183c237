package dev.tamga.forge.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;

/** One CA key's CRL: signed again when half its life is over or the list has changed. */
final class PublishedCrl {
    private static final Duration LIFE = Duration.ofHours(24);

    private final ForgedCertificate issuer;
    private final Revocations revocations;
    private final Clock clock;
    private Instant signedAt = Instant.MIN;
    private Map<BigInteger, Revocations.Entry> signedEntries = Map.of();
    private byte[] signed = {};

    PublishedCrl(ForgedCertificate issuer, Revocations revocations, Clock clock) {
        this.issuer = issuer;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** DER. */
    synchronized byte[] current() throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<BigInteger, Revocations.Entry> entries = revocations.list();
        boolean isFresh = signed.length > 0 && now.isBefore(signedAt.plus(LIFE.dividedBy(2)));
        if (!isFresh || !entries.equals(signedEntries)) {
            signed = sign(now, entries);
            signedAt = now;
            signedEntries = entries;
        }
        return signed;
    }

    private byte[] sign(Instant now, Map<BigInteger, Revocations.Entry> entries) {
        Crl crl = Crl.of(issuer, now).nextUpdate(now.plus(LIFE)).number(now.getEpochSecond());
        entries.forEach((serial, entry) -> crl.revoke(serial, entry.at(), entry.reason()));
        return crl.forge();
    }
}
