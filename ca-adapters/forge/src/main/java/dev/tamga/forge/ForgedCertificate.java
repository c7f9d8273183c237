package dev.tamga.forge;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/** A forged certificate, its key, and the certificate that issued it. Made by {@link Certificates}. */
public final class ForgedCertificate {
    private final X509CertificateHolder holder;
    private final ForgedKey key;
    private final ForgedCertificate issuer;

    ForgedCertificate(X509CertificateHolder holder, ForgedKey key, ForgedCertificate issuer) {
        this.holder = holder;
        this.key = key;
        this.issuer = issuer;
    }

    /** A certificate that was kept, with its key and, unless it is a root, its issuer. */
    public static ForgedCertificate of(byte[] der, ForgedKey key, ForgedCertificate issuer) {
        return new ForgedCertificate(Forging.of(() -> new X509CertificateHolder(der)), key, issuer);
    }

    public byte[] encoded() {
        return Forging.of(holder::getEncoded);
    }

    /** As Bouncy Castle's factory reads it; the JDK's does not read SM2. */
    public X509Certificate x509() {
        return Forging.of(() -> (X509Certificate) CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER)
                .generateCertificate(new ByteArrayInputStream(encoded())));
    }

    public X509CertificateHolder holder() {
        return holder;
    }

    public ForgedKey key() {
        return key;
    }

    /** Empty for a root. */
    public Optional<ForgedCertificate> issuer() {
        return Optional.ofNullable(issuer);
    }

    /** This certificate first, the root last. */
    public List<ForgedCertificate> chain() {
        List<ForgedCertificate> chain = new ArrayList<>();
        for (ForgedCertificate link = this; link != null; link = link.issuer) {
            chain.add(link);
        }
        return List.copyOf(chain);
    }

    public X500Name subject() {
        return holder.getSubject();
    }

    public BigInteger serial() {
        return holder.getSerialNumber();
    }

    /** Upper-case hex without leading zeros: 证书key号. */
    public String serialHex() {
        return serial().toString(16).toUpperCase(Locale.ROOT);
    }

    /** The signature of this certificate's key, see {@link ForgedKey#sign(byte[])}. */
    public byte[] sign(byte[] text) {
        return key.sign(text);
    }

    public String pem() {
        return Pem.certificate(encoded());
    }
}
