package dev.tamga.forge;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERUTCTime;

/**
 * A CRL put together by hand, every part of it raw bytes that need not be DER: for what a builder refuses to write, and
 * for a million entries, which it would take minutes to write. Signed properly all the same.
 */
public final class RawCrl {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ForgedCertificate issuer;
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private byte[] version = der(new ASN1Integer(1));
    private byte[] innerAlgorithm;
    private byte[] thisUpdate;
    private byte[] nextUpdate;
    private byte[] tail = {};
    private byte[] after = {};

    private RawCrl(ForgedCertificate issuer) {
        this.issuer = issuer;
        this.innerAlgorithm = der(issuer.key().algorithm().identifier());
    }

    public static RawCrl of(ForgedCertificate issuer, Instant thisUpdate, Instant nextUpdate) {
        RawCrl crl = new RawCrl(issuer);
        crl.thisUpdate = time(thisUpdate);
        crl.nextUpdate = time(nextUpdate);
        return crl;
    }

    /** Instead of the INTEGER 1; empty for version 1. */
    public RawCrl version(byte... element) {
        version = element.clone();
        return this;
    }

    /** Instead of the algorithm that also stands before the signature. */
    public RawCrl innerAlgorithm(SigningAlgorithm other) {
        innerAlgorithm = der(other.identifier());
        return this;
    }

    /** Instead of UTCTime. */
    public RawCrl thisUpdate(byte... element) {
        thisUpdate = element.clone();
        return this;
    }

    /** One entry without extensions. */
    public RawCrl entry(BigInteger serial, Instant when) {
        return entry(tagged(0x30, concat(der(new ASN1Integer(serial)), time(when))));
    }

    /** One more element, or what is to stand in its place. */
    public RawCrl entry(byte... element) {
        entries.writeBytes(element);
        return this;
    }

    /** What follows the entries: {@code [0]} with extensions, or anything else. */
    public RawCrl tail(byte... elements) {
        tail = elements.clone();
        return this;
    }

    /** DER, as far as its parts are. */
    public byte[] forge() {
        byte[] list = entries.size() == 0 ? new byte[0] : tagged(0x30, entries.toByteArray());
        byte[] signed = tagged(0x30, concat(
                version, innerAlgorithm, der(issuer.subject()), thisUpdate, nextUpdate, list, tail));
        byte[] signature = der(new DERBitString(issuer.key().sign(signed)));
        return tagged(0x30, concat(signed, der(issuer.key().algorithm().identifier()), signature, after));
    }

    /** What follows the signature, inside the outermost element. */
    public RawCrl after(byte... elements) {
        after = elements.clone();
        return this;
    }

    /** A tag, a length in its shortest form, and a content. */
    public static byte[] tagged(int tag, byte[] content) {
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        byte[] shortest = length.length > 1 && length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
        byte[] header = content.length < 0x80
                ? new byte[] {(byte) tag, (byte) content.length}
                : concat(new byte[] {(byte) tag, (byte) (0x80 | shortest.length)}, shortest);
        return concat(header, content);
    }

    public static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream whole = new ByteArrayOutputStream(length);
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /** A UTCTime. */
    public static byte[] time(Instant instant) {
        return der(new DERUTCTime(UTC.format(instant)));
    }

    private static byte[] der(ASN1Encodable value) {
        return Forging.of(() -> value.toASN1Primitive().getEncoded("DER"));
    }
}
