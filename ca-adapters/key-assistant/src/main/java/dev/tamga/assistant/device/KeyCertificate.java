package dev.tamga.assistant.device;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** A certificate in a key, read for display. Nothing in it is verified: that is the identity provider's part. */
public final class KeyCertificate {
    /** An unusual certificate shows this as its algorithm. */
    public static final String OTHER_ALGORITHM = "other";
    /** SM2 on the recommended curve (GB/T 32918.5). */
    public static final String SM2 = "SM2";

    // GM/T 0006: the recommended SM2 curve, as the parameters of id-ecPublicKey.
    private static final ASN1ObjectIdentifier SM2_CURVE = new ASN1ObjectIdentifier("1.2.156.10197.1.301");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    // A unified social credit code (GB 32100) directly before the name.
    private static final Pattern CODE_BEFORE_NAME = Pattern.compile("^[0-9A-HJ-NPQRTUWXY]{18}(?=\\p{IsHan})");

    private final X509CertificateHolder holder;
    private final byte[] der;

    private KeyCertificate(X509CertificateHolder holder, byte[] der) {
        this.holder = holder;
        this.der = der;
    }

    /** @throws IllegalArgumentException if the bytes are not one DER certificate */
    public static KeyCertificate of(byte[] der) {
        try {
            X509CertificateHolder holder = new X509CertificateHolder(der);
            KeyCertificate certificate = new KeyCertificate(holder, der.clone());
            certificate.algorithm();
            return certificate;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not a DER certificate", e);
        }
    }

    /** DER. */
    public byte[] der() {
        return der.clone();
    }

    /** The subject's distinguished name in the order of the certificate. */
    public String subject() {
        return BCStyle.INSTANCE.toString(holder.getSubject());
    }

    /**
     * The name that a person would recognise. Some CAs put several fields into one attribute ({@code 051@name@code@1}) or
     * the code before the name: of the common name's and the organisation's parts, the first one in Chinese. Otherwise the
     * common name, or the organisation, or all of it.
     */
    public String name() {
        X500Name subject = holder.getSubject();
        return Stream.of(BCStyle.CN, BCStyle.O)
                .flatMap(attribute -> first(subject, attribute).stream())
                .flatMap(value -> Stream.of(value.split("@")))
                .filter(part -> CHINESE.matcher(part).find())
                .map(part -> CODE_BEFORE_NAME.matcher(part).replaceFirst(""))
                .findFirst()
                .orElseGet(() -> nameOf(subject));
    }

    /** The issuer's distinguished name in the order of the certificate. */
    public String issuer() {
        return BCStyle.INSTANCE.toString(holder.getIssuer());
    }

    /** The issuer's common name, or its organisation, or all of it. */
    public String issuerName() {
        return nameOf(holder.getIssuer());
    }

    /** 证书序列号. */
    public BigInteger serial() {
        return holder.getSerialNumber();
    }

    /** X.509 version, 3 for every certificate of today. */
    public int version() {
        return holder.getVersionNumber();
    }

    public Instant notBefore() {
        return holder.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return holder.getNotAfter().toInstant();
    }

    /** {@code SM2}, {@code RSA-2048} (or its size), or {@link #OTHER_ALGORITHM}. */
    public String algorithm() {
        SubjectPublicKeyInfo key = holder.getSubjectPublicKeyInfo();
        if (key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA-" + modulus(key).bitLength();
        }
        return SM2_CURVE.equals(key.getAlgorithm().getParameters()) ? SM2 : OTHER_ALGORITHM;
    }

    private static BigInteger modulus(SubjectPublicKeyInfo key) {
        try {
            return RSAPublicKey.getInstance(key.parsePublicKey()).getModulus();
        } catch (IOException e) {
            throw new IllegalArgumentException("not an RSA public key", e);
        }
    }

    private static String nameOf(X500Name name) {
        return first(name, BCStyle.CN)
                .or(() -> first(name, BCStyle.O))
                .orElseGet(() -> BCStyle.INSTANCE.toString(name));
    }

    private static Optional<String> first(X500Name name, ASN1ObjectIdentifier attribute) {
        RDN[] found = name.getRDNs(attribute);
        if (found.length == 0 || found[0].getFirst() == null) {
            return Optional.empty();
        }
        return Optional.of(IETFUtils.valueToString(found[0].getFirst().getValue())).filter(text -> !text.isBlank());
    }
}
