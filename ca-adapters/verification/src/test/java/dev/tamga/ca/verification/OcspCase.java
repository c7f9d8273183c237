package dev.tamga.ca.verification;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.OCSP;
import static dev.tamga.ca.verification.ForgedCa.code;

/** A CA with a responder that answers what a test says. No CRL is there to help out. */
abstract class OcspCase {
    @TempDir
    private Path folder;

    final ForgedCa ca = new ForgedCa();
    CaDirectory directory;
    ForgedCertificate leaf;

    @BeforeEach
    void openCa() {
        directory = ca.open(folder);
        ca.fetcher.answering(ForgedCa.CRL, new byte[0]);
        leaf = leafOf(OCSP);
    }

    /** @param responder its address as the certificate writes it */
    ForgedCertificate leafOf(String responder) {
        return ca.enterprise().extension(ForgedExtension.access("OCSP " + responder)).forge();
    }

    /** @param more of ca.yml's section on revocation */
    void reopenWith(String more) {
        directory = ca.with("timeout: PT4S", "timeout: PT4S\n  " + more).open(folder);
    }

    String codeFor(OcspAnswer answer) {
        ca.fetcher.answering(OCSP, answer.forge());
        return code(ca.verify(directory, leaf));
    }

    static OcspAnswer by(ForgedCertificate responder) {
        return OcspAnswer.by(responder, NOW);
    }
}
