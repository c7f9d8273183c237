package dev.tamga.ca.proof;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.Suite;
import dev.tamga.ca.sm2.CmsSignature;

/**
 * The pair of digest and signature algorithm that a CMS names (RFC 5754, GB/T 35275 and its oddities), as what is to be
 * verified.
 *
 * @param digest the digest of the text, as {@link java.security.MessageDigest} names it, or {@code SM3}
 */
record CmsAlgorithms(String digest, Suite suite) {
    private static final String SM3 = "SM3";
    // BJCA writes 1.401.2 (HMAC-SM3) where it means SM3 (ca-certificates.md §4).
    private static final Map<String, String> DIGESTS = Map.of(
            "1.2.156.10197.1.401", SM3,
            "1.2.156.10197.1.401.2", SM3,
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");
    // SM2 signature; SM2 itself; 301.3, which a 2016 server writes. SM2 with SM3, 501, is in Suite.
    private static final Set<String> SM2 = Set.of(
            "1.2.156.10197.1.301.1", "1.2.156.10197.1.301", "1.2.156.10197.1.301.3");
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final Map<String, Suite> RSA_WITH = Map.of(
            "SHA-256", Suite.RSA_SHA256, "SHA-384", Suite.RSA_SHA384, "SHA-512", Suite.RSA_SHA512);
    // MD2, MD4, MD5, SHA-1, SHA-224, RIPEMD-160; then RSA, DSA and ECDSA with them.
    private static final Set<String> WEAK = Set.of(
            "1.2.840.113549.2.2", "1.2.840.113549.2.4", "1.2.840.113549.2.5", "1.3.14.3.2.26",
            "2.16.840.1.101.3.4.2.4", "1.3.36.3.2.1",
            "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.3", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5",
            "1.2.840.113549.1.1.14", "1.3.14.3.2.29", "1.2.840.10040.4.3", "1.2.840.10045.4.1", "1.2.840.10045.4.3.1");

    static CmsAlgorithms of(CmsSignature cms) throws Refused {
        refuseWeak(cms.algorithms());
        String digest = digest(cms.digestAlgorithm());
        if (!digest.equals(digest(cms.listedDigest()))) {
            throw unknown("the CMS lists another digest than its signer's");
        }
        Suite suite = suite(cms.signatureAlgorithm(), digest);
        if (!suite.digest().equals(digest)) {
            throw unknown("the CMS names the digest " + digest + " with " + suite + ", which do not go together");
        }
        return new CmsAlgorithms(digest, suite);
    }

    private static String digest(AlgorithmIdentifier named) throws Refused {
        String digest = DIGESTS.get(named.getAlgorithm().getId());
        if (digest == null || !hasNoParameters(named)) {
            throw unknown("the CMS names the digest " + named.getAlgorithm()
                    + "; expected SM3, SHA-256, SHA-384 or SHA-512");
        }
        return digest;
    }

    private static Suite suite(AlgorithmIdentifier named, String digest) throws Refused {
        String oid = named.getAlgorithm().getId();
        if (hasNoParameters(named) && SM2.contains(oid)) {
            return Suite.SM2_SM3;
        }
        if (hasNoParameters(named) && oid.equals(RSA) && RSA_WITH.containsKey(digest)) {
            return RSA_WITH.get(digest);
        }
        return Suite.find(named).orElseThrow(() -> unknown("the CMS names the signature algorithm " + oid + " with "
                + digest + "; expected " + Suite.ACCEPTED));
    }

    private static boolean hasNoParameters(AlgorithmIdentifier named) {
        return named.getParameters() == null || DERNull.INSTANCE.equals(named.getParameters().toASN1Primitive());
    }

    private static void refuseWeak(List<AlgorithmIdentifier> named) throws Refused {
        for (AlgorithmIdentifier algorithm : named) {
            if (WEAK.contains(algorithm.getAlgorithm().getId())) {
                throw new Refused(new Refusal.WeakAlgorithm("the CMS names " + algorithm.getAlgorithm()
                        + "; expected SM3, SHA-256 or better: the CA has to replace the key"));
            }
        }
    }

    private static Refused unknown(String detail) {
        return new Refused(new Refusal.SignatureFormatUnknown(detail));
    }
}
