package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;

/** A CA of one algorithm with its holders: root, issuing CA, holder; a CRL from memory; nothing over the network. */
final class BenchmarkTree {
    static final Challenge CHALLENGE = TestChallenge.at(ForgedCa.NOW);

    private final boolean isSm2;
    private final ForgedCa ca;
    private final Path folder;
    private final ForgedKey rsaHolder = ForgedKey.rsa(2048);

    BenchmarkTree(String algorithm) throws IOException {
        this.isSm2 = algorithm.equals("SM2");
        this.ca = (isSm2 ? new ForgedCa() : new ForgedCa(ForgedKey.rsa(2048), ForgedKey.rsa(2048)))
                .with("sources: [ocsp, crl]", "sources: [crl]");
        this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "benchmark");
    }

    /** As the server starts: nothing is known but what conf/ca says. */
    CaDirectory open() {
        return ca.open(folder);
    }

    CertificateVerifier verifier(CaDirectory directory, KnownSigners signers) {
        return verifier(directory, new RevocationChecker(ca.fetcher), signers);
    }

    CertificateVerifier verifier(CaDirectory directory, RevocationChecker revocation, KnownSigners signers) {
        return new CertificateVerifier(directory, revocation, Clock.fixed(ForgedCa.NOW, ZoneOffset.UTC), signers);
    }

    RevocationChecker revocation() {
        return new RevocationChecker(ca.fetcher);
    }

    SignInProof proof() {
        Certificates leaf = ca.enterprise().key(isSm2 ? ForgedKey.sm2() : rsaHolder);
        ForgedCertificate forged = leaf.forge();
        byte[] signature = forged.sign(CHALLENGE.text().getBytes(StandardCharsets.US_ASCII));
        return new SignInProof(forged.encoded(), CHALLENGE.text(), signature);
    }

    List<SignInProof> proofs(int count) {
        List<SignInProof> proofs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            proofs.add(proof());
        }
        return proofs;
    }
}
