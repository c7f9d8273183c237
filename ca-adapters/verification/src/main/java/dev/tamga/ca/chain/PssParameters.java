package dev.tamga.ca.chain;

import java.math.BigInteger;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The parameters of RSASSA-PSS (RFC 4055 §3.1): one digest of SHA-256 or better for the text and the mask. Their
 * defaults are SHA-1, so absent ones are not accepted.
 */
final class PssParameters {
    private static final Map<String, MGF1ParameterSpec> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1", MGF1ParameterSpec.SHA256,
            "2.16.840.1.101.3.4.2.2", MGF1ParameterSpec.SHA384,
            "2.16.840.1.101.3.4.2.3", MGF1ParameterSpec.SHA512);
    // Signers write 20 (the default), the digest's length, or as much as fits (OpenSSL 3.0).
    private static final int LEAST_SALT = 20;
    private static final int MOST_SALT = 1024;

    private PssParameters() {}

    static Optional<PSSParameterSpec> read(ASN1Encodable parameters) {
        try {
            return read(RSASSAPSSparams.getInstance(parameters));
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed structures with several kinds of RuntimeException.
            return Optional.empty();
        }
    }

    private static Optional<PSSParameterSpec> read(RSASSAPSSparams found) {
        if (found == null) {
            return Optional.empty();
        }
        AlgorithmIdentifier mask = found.getMaskGenAlgorithm();
        MGF1ParameterSpec digest = digest(found.getHashAlgorithm());
        BigInteger salt = found.getSaltLength();
        boolean accepted = digest != null
                && PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                && digest == digest(AlgorithmIdentifier.getInstance(mask.getParameters()))
                && salt.bitLength() < Integer.SIZE
                && salt.intValue() >= LEAST_SALT
                && salt.intValue() <= MOST_SALT
                && BigInteger.ONE.equals(found.getTrailerField());
        return accepted
                ? Optional.of(new PSSParameterSpec(digest.getDigestAlgorithm(), "MGF1", digest, salt.intValue(), 1))
                : Optional.empty();
    }

    private static MGF1ParameterSpec digest(AlgorithmIdentifier algorithm) {
        boolean plain = algorithm.getParameters() == null || DERNull.INSTANCE.equals(algorithm.getParameters());
        return plain ? DIGESTS.get(algorithm.getAlgorithm().getId()) : null;
    }
}
