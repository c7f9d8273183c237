package dev.tamga.ca.crl;

import java.nio.ByteBuffer;

import org.bouncycastle.asn1.x509.KeyUsage;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.chain.Suite;

/**
 * A CRL as it came: its envelope and what it says of itself. Its entries are not looked at before its signature is
 * verified, so that what nobody signed costs a digest and no memory.
 */
public final class UnverifiedCrl {
    private final byte[] der;
    private final Envelope envelope;

    private UnverifiedCrl(byte[] der, Envelope envelope) {
        this.der = der;
        this.envelope = envelope;
    }

    /** @param der is kept, not copied, as long as this object lives; the caller must not change it */
    public static UnverifiedCrl read(byte[] der) throws UnusableCrl {
        return new UnverifiedCrl(der, Envelope.read(der));
    }

    public CrlHeader header() {
        return envelope.header();
    }

    /** Whether a certificate is named as the CRL's signer: by its name, and by its key id where both are said. */
    public boolean names(CertificateView signer) {
        return header().issuer().equals(signer.subject().x500())
                && header().mayBeSignedBy(signer.extensions().subjectKeyId());
    }

    /**
     * Verifies the signature over the very bytes that were signed, then indexes the entries.
     *
     * @param signer the caller has validated its path
     */
    public Crl verified(CertificateView signer) throws UnusableCrl {
        // RFC 5280 §6.3.3 (f): where key usage is there, it says cRLSign.
        boolean mayIssue = signer.extensions().keyUsage().isEmpty()
                || signer.extensions().hasKeyUsage(KeyUsage.cRLSign);
        if (!mayIssue || !header().issuer().equals(signer.subject().x500())) {
            throw new UnusableCrl("the CRL is another issuer's");
        }
        Suite suite = Suite.find(envelope.algorithm())
                .orElseThrow(() -> new UnusableCrl("the CRL's signature algorithm is not accepted"));
        int from = envelope.signedFrom();
        int length = envelope.signedTo() - from;
        if (!suite.verifies(signer.key(), ByteBuffer.wrap(der, from, length), envelope.signature())) {
            throw new UnusableCrl("the CRL is not signed by the issuer's key");
        }
        return new Crl(header(), signer, entries(), der.length);
    }

    private Entries.Read entries() throws UnusableCrl {
        long seed = ByteBuffer.wrap(Hashes.sha256(envelope.signature())).getLong();
        return Entries.read(der, envelope.entriesFrom(), envelope.entriesTo(), header(), seed);
    }
}
