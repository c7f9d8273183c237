package dev.tamga.ca.revocation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.fuzz.FuzzKey;

/** The parsers of this package for the fuzzer: declared refusals end here, everything else is a finding. */
public final class RevocationParsers {
    private static final byte[] SUCCESSFUL = {0x0a, 0x01, 0x00};
    private static final byte[] BASIC = {0x06, 0x09, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01};
    private static final OcspQuery QUERY = query();

    private RevocationParsers() {}

    /** Bytes that nobody signed. */
    public static void ocsp(byte[] input) {
        try {
            OcspAnswerReader.read(input, QUERY, FuzzKey.NOW);
        } catch (Unanswered unanswered) {
            // What it declares.
        }
    }

    /** A ResponseData that the CA signed, whatever it says. */
    public static void signed(byte[] input) {
        byte[] basic = FuzzKey.tlv(0x04, FuzzKey.signed(input));
        ocsp(FuzzKey.tlv(0x30, SUCCESSFUL, FuzzKey.tlv(0xa0, FuzzKey.tlv(0x30, BASIC, basic))));
    }

    private static OcspQuery query() {
        Duration day = Duration.ofDays(1);
        RevocationPolicy policy = new RevocationPolicy(
                new CaId("fuzzed"), List.of(RevocationPolicy.Kind.OCSP), AllowedHosts.NONE,
                new OcspRules(Optional.empty(), OcspRules.Method.POST, OcspRules.Nonce.NONE, day, day),
                new CrlRules(Optional.empty(), 1_000_000, day),
                new Limits(day, day, 1, 1, day), Optional.empty());
        try {
            CertificateView ca = CertificateReader.parse(FuzzKey.CA.encoded());
            CertificateView leaf = CertificateReader.parse(FuzzKey.LEAF.encoded());
            return OcspQuery.of(new Question(leaf, ca, ca, policy, TrustMaterial.NONE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
