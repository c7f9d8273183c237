package dev.tamga.ca.revocation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;

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
    private static final int MAX_CERTIFICATES = 5;

    private OcspResponder() {}

    static void check(BasicOCSPResponse answer, Question question, Instant now) throws Unanswered, IOException {
        Suite suite = Suite.find(answer.getSignatureAlgorithm())
                .orElseThrow(() -> new Unanswered("the answer's signature algorithm is not accepted"));
        byte[] signed = answer.getTbsResponseData().getEncoded("DER");
        byte[] signature = answer.getSignature().getOctets();
        ResponderID id = answer.getTbsResponseData().getResponderID();
        boolean verified = signers(answer, question.issuer(), now).stream()
                .filter(signer -> isNamed(signer, id))
                .anyMatch(signer -> suite.verifies(signer.publicKey(), signed, signature));
        if (!verified) {
            throw new Unanswered("the answer is not signed by the CA or by a responder of the CA");
        }
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
                && responder.isIssuedBy(issuer);
    }

    private static boolean isNamed(CertificateView signer, ResponderID id) {
        return id.getName() == null
                ? Arrays.equals(id.getKeyHash(), Hashes.sha1(signer.publicKey().getPublicKeyData().getOctets()))
                : id.getName().equals(signer.subject().x500());
    }
}
