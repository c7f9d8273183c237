package dev.tamga.forge;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

import dev.tamga.forge.sm2.GmObjects;

/** How certificates, CRLs and OCSP answers are signed. */
public enum SigningAlgorithm {
    SM3_WITH_SM2("SM3WITHSM2"),
    /** The same with NULL parameters, as CFCA writes it. */
    SM3_WITH_SM2_NULL("SM3WITHSM2"),
    SHA1_WITH_RSA("SHA1WITHRSA"),
    SHA256_WITH_RSA("SHA256WITHRSA"),
    SHA384_WITH_RSA("SHA384WITHRSA"),
    SHA512_WITH_RSA("SHA512WITHRSA"),
    /** RSASSA-PSS with MGF1, SHA-256 and a salt of 32 bytes. */
    SHA256_WITH_RSA_PSS("SHA256WITHRSAANDMGF1"),
    SHA1_WITH_ECDSA("SHA1WITHECDSA"),
    SHA256_WITH_ECDSA("SHA256WITHECDSA"),
    SHA384_WITH_ECDSA("SHA384WITHECDSA");

    private final String jcaName;

    SigningAlgorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    /** The name in {@link java.security.Signature#getInstance(String)}. */
    public String jcaName() {
        return jcaName;
    }

    AlgorithmIdentifier identifier() {
        return this == SM3_WITH_SM2_NULL
                ? new AlgorithmIdentifier(GmObjects.SM2_WITH_SM3, DERNull.INSTANCE)
                : new DefaultSignatureAlgorithmIdentifierFinder().find(jcaName);
    }
}
