package dev.tamga.ca.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;

import dev.tamga.ca.Refused;

/** The certificates of a PKCS#7 SignedData (RFC 5652 §5.1, GB/T 35275), BER among it: a bag, whose signers say nothing. */
final class Pkcs7 {
    private static final byte[] INTERNATIONAL = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 2};
    private static final byte[] CHINESE = {0x2a, (byte) 0x81, 0x1c, (byte) 0xcf, 0x55, 6, 1, 4, 2, 2};
    private static final int MAX_DEPTH = 32;

    private Pkcs7() {}

    /** Whether bytes begin as a SignedData does: SEQUENCE, whatever length, its object identifier. */
    static boolean is(byte[] bytes) {
        if (bytes.length < 20 || bytes[0] != 0x30) {
            return false;
        }
        int octets = (bytes[1] & 0x80) == 0 ? 0 : bytes[1] & 0x7f;
        return begins(bytes, 2 + octets, INTERNATIONAL) || begins(bytes, 2 + octets, CHINESE);
    }

    static List<byte[]> certificates(byte[] bytes) throws Refused {
        try {
            NestingDepth.check(bytes, MAX_DEPTH);
            ASN1Sequence info = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes));
            ASN1ObjectIdentifier.getInstance(info.getObjectAt(0));
            ASN1Sequence signedData = ASN1Sequence.getInstance(
                    ASN1TaggedObject.getInstance(info.getObjectAt(1)).getExplicitBaseObject());
            for (ASN1Encodable part : signedData) {
                if (part.toASN1Primitive() instanceof ASN1TaggedObject tagged && tagged.getTagNo() == 0) {
                    return encoded(ASN1Set.getInstance(tagged, false));
                }
            }
            return List.of();
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw CertificateFile.unreadable(
                    "the PKCS#7 is malformed (" + e.getClass().getSimpleName() + "); expected a SignedData");
        }
    }

    private static List<byte[]> encoded(ASN1Set certificates) throws IOException {
        List<byte[]> encoded = new ArrayList<>();
        for (ASN1Encodable certificate : certificates) {
            // RFC 5652 §10.2.2: other forms than X.509 are tagged.
            if (certificate.toASN1Primitive() instanceof ASN1Sequence) {
                encoded.add(certificate.toASN1Primitive().getEncoded());
            }
        }
        return encoded;
    }

    private static boolean begins(byte[] bytes, int at, byte[] oid) {
        if (bytes.length < at + 2 + oid.length || bytes[at] != 6 || bytes[at + 1] != oid.length) {
            return false;
        }
        for (int i = 0; i < oid.length; i++) {
            if (bytes[at + 2 + i] != oid[i]) {
                return false;
            }
        }
        return true;
    }
}
