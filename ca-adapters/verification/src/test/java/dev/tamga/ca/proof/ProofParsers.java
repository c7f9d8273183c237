package dev.tamga.ca.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.vector.Vector;

/** The parsers of this package for the fuzzer: declared refusals end here, everything else is a finding. */
public final class ProofParsers {
    private static final byte[] TEXT = Vector.of("sm2-der-signature").text().getBytes(StandardCharsets.US_ASCII);
    // One key of each kind, from the vectors: the same in every run.
    private static final List<CertificateView> SIGNERS =
            Stream.of("sm2-der-signature", "p256-der-signature", "p384-der-signature", "rsa-sha-256")
                    .map(name -> view(Vector.of(name).certificate()))
                    .toList();

    private ProofParsers() {}

    /** The first byte chooses the key, the rest is a signature, bare or CMS. */
    public static void signature(byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            SignatureCheck.check(
                    SIGNERS.get((input[0] & 0xff) % SIGNERS.size()), TEXT, Arrays.copyOfRange(input, 1, input.length));
        } catch (Refused refused) {
            // What the pipeline answers.
        }
    }

    /** A challenge as a proof carries it. */
    public static void challenge(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            if (!Challenge.parse(text).text().equals(text)) {
                throw new IllegalStateException("a challenge has two spellings");
            }
        } catch (IllegalArgumentException e) {
            // What it declares.
        }
    }

    private static CertificateView view(byte[] certificate) {
        try {
            return CertificateReader.parse(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
