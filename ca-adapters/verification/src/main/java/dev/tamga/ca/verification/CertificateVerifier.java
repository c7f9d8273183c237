package dev.tamga.ca.verification;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.Refused;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.ChainBuilder;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.ca.profile.CompliantChain;
import dev.tamga.ca.proof.Attempt;
import dev.tamga.ca.proof.ProofChecker;
import dev.tamga.ca.proof.ProvenChain;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.ca.revocation.RevocationEvidence;

/** Verifies what a bidder's key hands over. Thread-safe. */
public final class CertificateVerifier {
    private final CaDirectory directory;
    private final RevocationChecker revocation;
    private final Clock clock;
    private final KnownSigners signers;

    public CertificateVerifier(CaDirectory directory, Fetcher fetcher, Clock clock) {
        this(directory, new RevocationChecker(fetcher), clock);
    }

    public CertificateVerifier(CaDirectory directory, RevocationChecker revocation, Clock clock) {
        this(directory, revocation, clock, new KnownSigners());
    }

    /** @param signers of this directory and of no other */
    CertificateVerifier(CaDirectory directory, RevocationChecker revocation, Clock clock, KnownSigners signers) {
        this.directory = directory;
        this.revocation = revocation;
        this.clock = clock;
        this.signers = signers;
    }

    /**
     * Verifies a proof against the challenge that the server issued, and took back for this one attempt.
     *
     * @return the holder, or the first refusal; nothing is thrown, whatever the input
     */
    public Verification verify(SignInProof proof, Challenge expected) {
        Recognition recognised;
        try {
            recognised = recognised(proof.certificate());
        } catch (Refused refused) {
            return new Verification.Rejected(refused.refusal(), Optional.empty());
        }
        CaId ca = recognised.ca().id();
        try {
            Verification.Accepted accepted = accepted(recognised, new Attempt(proof, expected, clock.instant()));
            signers.remember(proof.certificate(), recognised);
            return accepted;
        } catch (Refused refused) {
            return new Verification.Rejected(refused.refusal(), Optional.of(ca));
        }
    }

    private Recognition recognised(byte[] certificate) throws Refused {
        Optional<Recognition> known = signers.find(certificate);
        return known.isPresent() ? known.get() : directory.recognise(CertificateReader.read(certificate));
    }

    /** How each CA is, in the configured order. */
    public List<CaHealth> health() {
        return directory.health(revocation);
    }

    /** One line a step. Each takes what only the step before can make; the network comes after possession is proven. */
    private Verification.Accepted accepted(Recognition recognised, Attempt attempt) throws Refused {
        CaAdapter ca = recognised.ca();
        Instant now = attempt.at();
        TrustedChain trusted = new ChainBuilder(ca.trust()).check(recognised.issued(), now);
        CompliantChain compliant = ca.profile().check(trusted);
        ProvenChain proven = ProofChecker.check(compliant, attempt);
        RevocationEvidence evidence = revocation.check(ca.revocation(), ca.trust(), proven, now);
        return new Verification.Accepted(ca.holder().read(evidence), evidence.grace());
    }
}
