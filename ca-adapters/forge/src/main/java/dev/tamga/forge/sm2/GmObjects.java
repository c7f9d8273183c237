package dev.tamga.forge.sm2;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;

/** GM/T 0006 object identifiers that Chinese signatures carry. */
public final class GmObjects {
    /** SM2 with SM3, 1.2.156.10197.1.501. */
    public static final ASN1ObjectIdentifier SM2_WITH_SM3 = GMObjectIdentifiers.sm2sign_with_sm3;
    /** SM2 signature, 1.2.156.10197.1.301.1. */
    public static final ASN1ObjectIdentifier SM2_SIGNATURE = GMObjectIdentifiers.sm2sign;
    /** SM2 encryption, 1.2.156.10197.1.301.3; a BJCA server of 2016 names signatures so. */
    public static final ASN1ObjectIdentifier SM2_ENCRYPTION = GMObjectIdentifiers.sm2encrypt;
    /** The curve, 1.2.156.10197.1.301. */
    public static final ASN1ObjectIdentifier SM2_CURVE = GMObjectIdentifiers.sm2p256v1;
    /** SM3, 1.2.156.10197.1.401. */
    public static final ASN1ObjectIdentifier SM3 = GMObjectIdentifiers.sm3;
    /** HMAC-SM3, 1.2.156.10197.1.401.2; BJCA writes it for the digest. */
    public static final ASN1ObjectIdentifier HMAC_SM3 = GMObjectIdentifiers.hmac_sm3;
    /** GB/T 35275 data, 1.2.156.10197.6.1.4.2.1. */
    public static final ASN1ObjectIdentifier DATA = GMObjectIdentifiers.sm2_pkcs7_data;
    /** GB/T 35275 signedData, 1.2.156.10197.6.1.4.2.2. */
    public static final ASN1ObjectIdentifier SIGNED_DATA = GMObjectIdentifiers.sm2_pkcs7_signedData;

    private GmObjects() {}
}
