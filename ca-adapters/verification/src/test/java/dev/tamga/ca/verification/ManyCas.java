package dev.tamga.ca.verification;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.forge.ForgedCertificate;

/** One verifier that lives on, with its caches, and a clock that a test sets. */
final class ManyCas {
    final CertificateVerifier verifier;
    final CaDirectory directory;
    private volatile Instant now = ForgedCa.NOW;

    /** @param cas opened as {@code ca-0}, {@code ca-1} and so on */
    ManyCas(Path folder, Fetcher fetcher, ForgedCa... cas) {
        for (int i = 0; i < cas.length; i++) {
            cas[i].write(folder.resolve("ca-" + i), cas[i].root, List.of(cas[i].issuing));
        }
        directory = CaDirectory.open(folder);
        verifier = new CertificateVerifier(directory, fetcher, new AskedClock(this::now));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    Verification verify(ForgedCertificate leaf) {
        Challenge challenge = TestChallenge.at(now);
        byte[] signature = leaf.sign(challenge.text().getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(new SignInProof(leaf.encoded(), challenge.text(), signature), challenge);
    }

    /** The refusal's code, or {@code accepted}. */
    String code(ForgedCertificate leaf) {
        return ForgedCa.code(verify(leaf));
    }
}
