package dev.tamga.ca.fuzz;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.ThreadMXBean;

import dev.tamga.ca.chain.ChainParsers;
import dev.tamga.ca.crl.CrlParsers;
import dev.tamga.ca.explain.ExplainParsers;
import dev.tamga.ca.field.FieldParsers;
import dev.tamga.ca.proof.ProofParsers;
import dev.tamga.ca.revocation.RevocationParsers;
import dev.tamga.ca.verification.VerificationParsers;

/** Every parser, and what it may allocate for an input: so much, and so many times the input's length. */
enum Target {
    CERTIFICATE(ChainParsers::certificate, 16 * 1024),
    NAME(ChainParsers::name, 4 * 1024),
    SIGNATURE(ProofParsers::signature, 8 * 1024),
    CHALLENGE(ProofParsers::challenge, 512),
    CRL(CrlParsers::crl, 16 * 1024),
    SIGNED_CRL(CrlParsers::signed, 16 * 1024),
    OCSP(RevocationParsers::ocsp, 16 * 1024),
    SIGNED_OCSP(RevocationParsers::signed, 16 * 1024),
    ENTITY_ID(FieldParsers::entityId, 256),
    EXTENSION(FieldParsers::unwrapped, 2 * 1024),
    YAML(VerificationParsers::yaml, 8 * 1024),
    CONFIGURATION(VerificationParsers::configuration, 8 * 1024),
    PEM(VerificationParsers::pem, 16 * 1024),
    CERTIFICATE_FILE(ExplainParsers::certificateFile, 16 * 1024);

    // A signature's check takes the lion's share: big numbers and the multiples of a point seen for the first time.
    private static final long ALLOWED = 8 * 1024 * 1024;
    private static final long ALLOWED_PER_BYTE = 4 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Parser parser;
    private final int longest;

    Target(Parser parser, int longest) {
        this.parser = parser;
        this.longest = longest;
    }

    private interface Parser {
        void read(byte[] input);
    }

    /** {@code signed-crl}: the folder of its corpus. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Target of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** How long an input is worth making. */
    int longest() {
        return longest;
    }

    /**
     * @throws RuntimeException whatever the parser throws beyond what it declares, or for an allocation beyond the cap
     */
    void read(byte[] input) {
        long cap = ALLOWED + ALLOWED_PER_BYTE * input.length;
        // The first input of its kind loads classes; what an input costs, it costs again.
        if (allocated(input) > cap) {
            long again = allocated(input);
            if (again > cap) {
                throw new IllegalStateException(word() + " allocated " + again + " bytes for " + input.length);
            }
        }
    }

    private long allocated(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        parser.read(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
