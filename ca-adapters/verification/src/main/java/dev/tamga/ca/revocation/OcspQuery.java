package dev.tamga.ca.revocation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.fetch.Fetcher;

/**
 * One OCSP request: the certificate's id with SHA-1 digests (the only ones every responder knows; they name, they do
 * not prove) and a nonce, where the CA takes one.
 */
record OcspQuery(Question question, Optional<byte[]> nonce) {
    private static final SecureRandom RANDOM = new SecureRandom();
    // RFC 9654 §2.1: 32 octets.
    private static final int NONCE_BYTES = 32;
    // RFC 5019 §5: a GET is at most so long, everything included.
    private static final int LONGEST_GET = 255;

    static OcspQuery of(Question question) {
        if (question.policy().ocsp().nonce() == OcspRules.Nonce.NONE) {
            return new OcspQuery(question, Optional.empty());
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return new OcspQuery(question, Optional.of(nonce));
    }

    /** By GET where the policy says so and it is short enough, else by POST. */
    Fetcher.Request to(URI responder) {
        RevocationPolicy policy = question.policy();
        byte[] encoded = encoded();
        String get = (responder + "/").replaceFirst("//$", "/")
                + URLEncoder.encode(Base64.getEncoder().encodeToString(encoded), StandardCharsets.US_ASCII);
        return policy.ocsp().method() == OcspRules.Method.GET && get.length() <= LONGEST_GET
                ? Fetcher.Request.get(URI.create(get), policy.timeout(), RevocationPolicy.OCSP_MAX_BYTES)
                : Fetcher.Request.ocsp(responder, encoded, policy.timeout(), RevocationPolicy.OCSP_MAX_BYTES);
    }

    /** Whether an id in an answer is that of the certificate; a responder may write it with other digests. */
    boolean asksFor(CertID id) {
        String digest = id.getHashAlgorithm().getAlgorithm().getId();
        return id.getSerialNumber().getValue().equals(question.certificate().serial())
                && Hashes.find(digest, issuerName())
                        .filter(hash -> new DEROctetString(hash).equals(id.getIssuerNameHash())).isPresent()
                && Hashes.find(digest, issuerKey())
                        .filter(hash -> new DEROctetString(hash).equals(id.getIssuerKeyHash())).isPresent();
    }

    private byte[] encoded() {
        try {
            ASN1ObjectIdentifier sha1 = OIWObjectIdentifiers.idSHA1;
            CertID id = new CertID(
                    new AlgorithmIdentifier(sha1, DERNull.INSTANCE),
                    new DEROctetString(Hashes.sha1(issuerName())),
                    new DEROctetString(Hashes.sha1(issuerKey())),
                    new ASN1Integer(question.certificate().serial()));
            TBSRequest request = new TBSRequest(null, new DERSequence(new Request(id, null)), extensions());
            return new OCSPRequest(request, null).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a built structure has an encoding", e);
        }
    }

    private Extensions extensions() throws IOException {
        return nonce.isEmpty() ? null : new Extensions(new Extension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce.get()).getEncoded("DER")));
    }

    private byte[] issuerName() {
        try {
            return question.issuer().subject().x500().getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a parsed structure has an encoding", e);
        }
    }

    private byte[] issuerKey() {
        return question.issuer().publicKey().getPublicKeyData().getOctets();
    }
}
