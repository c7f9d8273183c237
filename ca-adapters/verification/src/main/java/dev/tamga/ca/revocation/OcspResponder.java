package dev.tamga.ca.revocation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x509.KeyUsage;

import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.chain.Suite;

/**
 * Who signed an OCSP answer, and whether they may. RFC 6960 §4.2.2.2: the CA itself, or a delegated responder whose
 * certificate the same CA key issued for this very purpose.
 */
final class OcspResponder {
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    private static final int MAX_CERTIFICATES = 5;

    private OcspResponder() {}

    /** @return the delegate that signed, where its own revocation is to be checked; empty where it is not */
    static Optional<CertificateView> check(BasicOCSPResponse answer, Question question, Instant now)
            throws Unanswered, IOException {
        Suite suite = Suite.find(answer.getSignatureAlgorithm())
                .orElseThrow(() -> new Unanswered("the answer's signature algorithm is not accepted"));
        byte[] signed = answer.getTbsResponseData().getEncoded("DER");
        byte[] signature = answer.getSignature().getOctets();
        ResponderID id = answer.getTbsResponseData().getResponderID();
        CertificateView signer = signers(answer, question.issuer(), now).stream()
                .filter(candidate -> isNamed(candidate, id))
                .filter(candidate -> suite.verifies(candidate.publicKey(), signed, signature))
                .findFirst()
                .orElseThrow(() -> new Unanswered("the answer is not signed by the CA or by a responder of the CA"));
        // RFC 6960 §4.2.2.2.1: the CA may say that its short-lived responder need not be checked.
        boolean settled = signer == question.issuer() || signer.extension(NO_CHECK).isPresent();
        return settled ? Optional.empty() : Optional.of(signer);
    }

    private static List<CertificateView> signers(BasicOCSPResponse answer, CertificateView issuer, Instant now)
            throws IOException {
        List<CertificateView> signers = new ArrayList<>(List.of(issuer));
        ASN1Sequence certificates = answer.getCerts();
        if (certificates == null || certificates.size() > MAX_CERTIFICATES) {
            return signers;
        }
        for (ASN1Encodable encodable : certificates) {
            CertificateView certificate = CertificateReader.parse(encodable.toASN1Primitive().getEncoded("DER"));
            if (isDelegate(certificate, issuer, now)) {
                signers.add(certificate);
            }
        }
        return signers;
    }

    private static boolean isDelegate(CertificateView responder, CertificateView issuer, Instant now) {
        return responder.extensions().extendedKeyUsage().orElse(Set.of()).contains(OCSP_SIGNING)
                && !now.isBefore(responder.notBefore())
                && !now.isAfter(responder.notAfter())
                && responder.suite().isPresent()
                && maySign(responder)
                && responder.isIssuedBy(issuer);
    }

    private static boolean maySign(CertificateView responder) {
        return responder.extensions().keyUsage().isEmpty()
                || responder.extensions().hasKeyUsage(KeyUsage.digitalSignature)
                || responder.extensions().hasKeyUsage(KeyUsage.nonRepudiation);
    }

    private static boolean isNamed(CertificateView signer, ResponderID id) {
        return id.getName() == null
                ? Arrays.equals(id.getKeyHash(), Hashes.sha1(signer.publicKey().getPublicKeyData().getOctets()))
                : id.getName().equals(signer.subject().x500());
    }
}
