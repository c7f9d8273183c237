package dev.tamga.ca.revocation;

import java.io.IOException;
import java.security.SecureRandom;

import org.bouncycastle.asn1.ASN1Integer;
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

/**
 * One OCSP request: the certificate's id with SHA-1 digests (the only ones every responder knows; they name, they do
 * not prove) and a nonce.
 */
record OcspQuery(Question question, CertID id, byte[] nonce) {
    private static final SecureRandom RANDOM = new SecureRandom();
    // RFC 9654 §2.1: 32 octets.
    private static final int NONCE_BYTES = 32;

    static OcspQuery of(Question question) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return new OcspQuery(question, id(question), nonce);
    }

    byte[] encoded() {
        try {
            Extension extension = new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded("DER"));
            TBSRequest request =
                    new TBSRequest(null, new DERSequence(new Request(id, null)), new Extensions(extension));
            return new OCSPRequest(request, null).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a built structure has an encoding", e);
        }
    }

    private static CertID id(Question question) {
        try {
            return new CertID(
                    new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
                    new DEROctetString(Hashes.sha1(question.issuer().subject().x500().getEncoded("DER"))),
                    new DEROctetString(Hashes.sha1(question.issuer().publicKey().getPublicKeyData().getOctets())),
                    new ASN1Integer(question.certificate().serial()));
        } catch (IOException e) {
            throw new IllegalStateException("a parsed structure has an encoding", e);
        }
    }
}
