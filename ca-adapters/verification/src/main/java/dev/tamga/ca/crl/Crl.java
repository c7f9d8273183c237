package dev.tamga.ca.crl;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.ca.chain.CertificateView;

/** A CRL whose signature was verified, as an index. Thread-safe; it holds nothing of the bytes that it came from. */
public final class Crl {
    /** No reason was given (RFC 5280 §5.3.1). */
    public static final int UNSPECIFIED = 0;

    private final CrlHeader header;
    private final CertificateView signer;
    private final Map<X500Name, Integer> issuers;
    private final SerialTable table;
    private final int size;

    Crl(CrlHeader header, CertificateView signer, Entries.Read entries, int size) {
        this.header = header;
        this.signer = signer;
        this.issuers = entries.issuers();
        this.table = entries.table();
        this.size = size;
    }

    /**
     * A certificate's entry.
     *
     * @param reason RFC 5280 §5.3.1
     * @param revokedAt to the second; 1970 and 2106 where the CA wrote a time beyond them
     */
    public record Entry(int reason, Instant revokedAt) {
        /** RFC 5280 §5.3.1: only a delta CRL may say so. */
        public boolean isRemoval() {
            return reason == SerialTable.REMOVE_FROM_CRL;
        }
    }

    public CrlHeader header() {
        return header;
    }

    /** Whose key verified it. */
    public CertificateView signer() {
        return signer;
    }

    /** What the CRL says of the certificate with this issuer and serial number; empty where it does not list it. */
    public Optional<Entry> find(X500Name certificateIssuer, BigInteger serial) {
        Integer issuer = issuers.get(certificateIssuer);
        return issuer == null ? Optional.empty() : Optional.ofNullable(table.find(serial, issuer));
    }

    /** How many certificates it lists. */
    public int count() {
        return table.count();
    }

    /** Bytes of the CRL as it was published. */
    public int size() {
        return size;
    }

    /** Bytes that the index holds. */
    public long retained() {
        return table.bytes();
    }

    /** RFC 5280 §6.3.3 (b) and (d): for which reasons this CRL speaks of a certificate that names a point. */
    public Reasons reasonsFor(CertificateView certificate, CrlPoint point) throws UnusableCrl {
        return header.scope().reasonsFor(certificate, point, header.issuer());
    }

    /**
     * Whether a delta CRL continues this complete one: same issuer, same key, same scope, and numbers that fit (RFC
     * 5280 §5.2.4, §6.3.3 (c)).
     */
    public boolean isContinuedBy(Crl delta) {
        CrlHeader later = delta.header;
        boolean fits = header.number().isPresent()
                && later.number().isPresent()
                && later.deltaBase().isPresent()
                && header.number().get().compareTo(later.deltaBase().get()) >= 0
                && header.number().get().compareTo(later.number().get()) < 0;
        return fits
                && !header.isDelta()
                && header.issuer().equals(later.issuer())
                && header.scope().equals(later.scope())
                && signer.publicKey().equals(delta.signer.publicKey());
    }

    /**
     * Whether this is an older one than another of the same place: by number where one key gave both a number, else by
     * date.
     */
    public boolean isOlderThan(Crl other) {
        boolean numbered = header.number().isPresent()
                && other.header.number().isPresent()
                && signer.publicKey().equals(other.signer.publicKey());
        return numbered && header.number().get().compareTo(other.header.number().get()) < 0
                || header.thisUpdate().isBefore(other.header.thisUpdate())
                        && !(numbered && header.number().get().compareTo(other.header.number().get()) > 0);
    }
}
