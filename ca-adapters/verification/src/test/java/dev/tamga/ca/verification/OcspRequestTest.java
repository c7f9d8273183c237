package dev.tamga.ca.verification;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.OCSP;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** Whom OCSP asks, and how. */
class OcspRequestTest extends OcspCase {
    @Test
    void schemeThatBjcaWritesIsAskedOverHttp() {
        leaf = leafOf("OCSP://ocsp.example.org/");

        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)))).isEqualTo("accepted");
    }

    @Test
    void nonceIsComparedWhereItIsAnswered() {
        ca.fetcher.answering(OCSP, request -> by(ca.issuing).good(OcspAnswer.id(leaf)).nonce(nonce(request)).forge());
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");

        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)).nonce(new byte[32])))
                .isEqualTo("revocation-unavailable");
    }

    @Test
    void nonceThatTheCaAlwaysAnswersIsDemanded() {
        reopenWith("ocsp-nonce: required");
        ca.fetcher.answering(OCSP, request -> by(ca.issuing).good(OcspAnswer.id(leaf)).nonce(nonce(request)).forge());
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");

        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)))).isEqualTo("revocation-unavailable");
    }

    @Test
    void nonceIsNotSentWhereTheCaSignsAhead() {
        reopenWith("ocsp-nonce: none");
        ca.fetcher.answering(OCSP, request -> {
            assertThat(OCSPRequest.getInstance(request).getTbsRequest().getRequestExtensions()).isNull();
            return by(ca.issuing).good(OcspAnswer.id(leaf)).forge();
        });

        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");
    }

    /** RFC 6960 appendix A.1. */
    @Test
    void requestGoesByGetWhereTheCaWantsIt() {
        reopenWith("ocsp-method: get");
        List<Fetcher.Request> asked = new ArrayList<>();
        Fetcher fetcher = request -> {
            asked.add(request);
            return new Fetcher.Answer(200, by(ca.issuing).good(OcspAnswer.id(leaf)).forge());
        };

        assertThat(code(ca.verify(new CertificateVerifier(directory, fetcher, Clock.fixed(NOW, ZoneOffset.UTC)), leaf)))
                .isEqualTo("accepted");
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.post()).isEmpty();
            String address = request.address().toString();
            assertThat(address).startsWith(OCSP).hasSizeLessThanOrEqualTo(255);
            String path = address.substring(OCSP.length());
            assertThat(path).doesNotContain("/", "+", "=");
            byte[] sent = Base64.getDecoder().decode(URLDecoder.decode(path, StandardCharsets.US_ASCII));
            assertThat(OCSPRequest.getInstance(sent).getTbsRequest().getRequestList().size()).isEqualTo(1);
        });
    }

    @Test
    void requestThatIsTooLongForGetIsPosted() {
        String longer = OCSP + "x".repeat(100) + "/";
        leaf = leafOf(longer);
        reopenWith("ocsp-method: get");
        ca.fetcher.answering(longer, by(ca.issuing).good(OcspAnswer.id(leaf)).forge());

        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");
    }

    /** CVE-2023-28857: whoever makes a certificate does not choose whom this server asks. */
    @Test
    void addressesInACertificateAreAskedOnlyIfTheCasHostsHoldThem() {
        for (String address : List.of(
                "http://attacker.example.net/", "ldap://ocsp.example.org/", "http://169.254.169.254/latest/",
                "http://ocsp.example.org:8080/", "http://user@ocsp.example.org/", "file:///etc/passwd")) {
            leaf = ca.enterprise()
                    .extension(ForgedExtension.crl(address))
                    .extension(ForgedExtension.access("OCSP " + address)).forge();
            assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");
        }
        assertThat(ca.fetcher.asked()).isEmpty();
    }

    @Test
    void revokedByTheFirstSourceIsNotAskedAgain() {
        ca.fetcher.answering(ForgedCa.CRL, ForgedCa.goodCrl(ca.issuing));

        assertThat(codeFor(by(ca.issuing).revoked(OcspAnswer.id(leaf), NOW, RevocationReason.SUPERSEDED)))
                .isEqualTo("revoked");
        assertThat(ca.fetcher.asked()).containsExactly(OCSP);
    }

    private static byte[] nonce(byte[] request) {
        var extension = OCSPRequest.getInstance(request).getTbsRequest().getRequestExtensions()
                .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return ASN1OctetString.getInstance(extension.getParsedValue()).getOctets();
    }
}
