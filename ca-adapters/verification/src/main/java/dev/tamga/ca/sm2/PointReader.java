package dev.tamga.ca.sm2;

import java.math.BigInteger;
import java.util.Optional;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * Reads public points of one curve: uncompressed and on the curve. Compressed and hybrid forms and the point at
 * infinity are legal elsewhere (SEC 1 §2.3.3); no CA writes them, and one key must have one spelling.
 */
final class PointReader {
    private static final int UNCOMPRESSED = 4;

    private final X9ECParameters curve;
    private final ECDomainParameters domain;

    PointReader(X9ECParameters curve) {
        this.curve = curve;
        this.domain = new ECDomainParameters(curve);
    }

    BigInteger order() {
        return domain.getN();
    }

    Optional<ECPublicKeyParameters> read(byte[] point) {
        int size = (curve.getCurve().getFieldSize() + 7) / 8;
        if (point.length != 1 + 2 * size || point[0] != UNCOMPRESSED) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ECPublicKeyParameters(curve.getCurve().decodePoint(point), domain));
        } catch (IllegalArgumentException e) {
            // Coordinates beyond the field, or not on the curve.
            return Optional.empty();
        }
    }
}
