package dev.tamga.forge;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;

/**
 * A certificate about to be forged: {@code Certificates.leaf(issuer).subject("CN=…").valid(from, until).forge()}. The
 * key is SM2 and the serial number random unless given. Extensions keep the order in which they were added; adding
 * one again replaces it where it stands.
 */
public final class Certificates {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ForgedCertificate issuer;
    private final Map<String, ForgedExtension> extensions = new LinkedHashMap<>();
    private X500Name subject;
    private Instant notBefore;
    private Instant notAfter;
    private BigInteger serial = new BigInteger(120, RANDOM).setBit(120);
    private ForgedKey key;
    private ForgedKey signer;
    private SigningAlgorithm algorithm;
    private boolean hasKeyIds = true;

    private Certificates(ForgedCertificate issuer) {
        this.issuer = issuer;
    }

    /** Self-signed; may issue certificates and CRLs. */
    public static Certificates root() {
        return new Certificates(null)
                .extension(ForgedExtension.ca())
                .extension(ForgedExtension.keyUsage(ForgedExtension.ISSUING).critical());
    }

    /** An issuing CA below another. */
    public static Certificates ca(ForgedCertificate issuer) {
        return new Certificates(Objects.requireNonNull(issuer, "issuer"))
                .extension(ForgedExtension.ca())
                .extension(ForgedExtension.keyUsage(ForgedExtension.ISSUING).critical());
    }

    /** An end entity's signing certificate: digitalSignature and nonRepudiation. */
    public static Certificates leaf(ForgedCertificate issuer) {
        return bare(issuer).extension(ForgedExtension.keyUsage(ForgedExtension.SIGNING));
    }

    /** An end entity's certificate without key usage. */
    public static Certificates bare(ForgedCertificate issuer) {
        return new Certificates(Objects.requireNonNull(issuer, "issuer"));
    }

    /** RFC 6960 §4.2.2.2: a delegated OCSP responder, its own revocation not to be checked. */
    public static Certificates ocspResponder(ForgedCertificate issuer) {
        return bare(issuer)
                .extension(ForgedExtension.keyUsage(ForgedExtension.SIGNING))
                .extension(ForgedExtension.extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                .extension(ForgedExtension.ocspNoCheck());
    }

    public Certificates subject(String... rdns) {
        return subject(ForgedName.of(rdns));
    }

    public Certificates subject(X500Name name) {
        this.subject = name;
        return this;
    }

    /** The key to certify; SM2 unless given. */
    public Certificates key(ForgedKey certified) {
        this.key = certified;
        return this;
    }

    public Certificates valid(Instant from, Instant until) {
        return notBefore(from).notAfter(until);
    }

    public Certificates notBefore(Instant instant) {
        this.notBefore = instant;
        return this;
    }

    public Certificates notAfter(Instant instant) {
        this.notAfter = instant;
        return this;
    }

    /** @param hex such as {@code 1A10000000000007C6A3} */
    public Certificates serial(String hex) {
        this.serial = new BigInteger(hex, 16);
        return this;
    }

    public Certificates extension(ForgedExtension extension) {
        extensions.put(extension.oid(), extension);
        return this;
    }

    public Certificates without(String extensionOid) {
        extensions.remove(extensionOid);
        return this;
    }

    /** Neither subject nor authority key identifier. */
    public Certificates withoutKeyIds() {
        this.hasKeyIds = false;
        return this;
    }

    public Certificates algorithm(SigningAlgorithm by) {
        this.algorithm = by;
        return this;
    }

    /** Signed by another key than the issuer's: a forgery proper. */
    public Certificates signedBy(ForgedKey anybody) {
        this.signer = anybody;
        return this;
    }

    public ForgedCertificate forge() {
        ForgedKey certified = key == null ? ForgedKey.sm2() : key;
        ForgedKey issuing = issuer == null ? certified : issuer.key();
        ForgedKey signing = signer == null ? issuing : signer;
        X509v3CertificateBuilder certificate = new X509v3CertificateBuilder(
                issuer == null ? subject : issuer.subject(),
                serial,
                Date.from(Objects.requireNonNull(notBefore, "notBefore")),
                Date.from(Objects.requireNonNull(notAfter, "notAfter")),
                Objects.requireNonNull(subject, "subject"),
                certified.publicKeyInfo());
        return Forging.of(() -> {
            if (hasKeyIds) {
                addKeyIds(certificate, certified);
            }
            for (ForgedExtension extension : extensions.values()) {
                certificate.addExtension(extension.toExtension());
            }
            SigningAlgorithm by = algorithm == null ? signing.algorithm() : algorithm;
            return new ForgedCertificate(certificate.build(signing.signer(by)), certified, issuer);
        });
    }

    private void addKeyIds(X509v3CertificateBuilder certificate, ForgedKey certified) throws Exception {
        BcX509ExtensionUtils ids = new BcX509ExtensionUtils();
        byte[] subjectKeyId = ids.createSubjectKeyIdentifier(certified.publicKeyInfo()).getKeyIdentifier();
        AuthorityKeyIdentifier authority = issuer == null
                ? new AuthorityKeyIdentifier(subjectKeyId)
                : authorityOf(issuer);
        if (!extensions.containsKey(Extension.authorityKeyIdentifier.getId())) {
            certificate.addExtension(Extension.authorityKeyIdentifier, false, authority);
        }
        if (!extensions.containsKey(Extension.subjectKeyIdentifier.getId())) {
            certificate.addExtension(
                    Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(certified.publicKeyInfo()));
        }
    }

    /** The issuer's key identifier as its own certificate states it, else computed. */
    static AuthorityKeyIdentifier authorityOf(ForgedCertificate issuer) {
        Extension stated = issuer.holder().getExtension(Extension.subjectKeyIdentifier);
        byte[] id = stated == null
                ? new BcX509ExtensionUtils()
                        .createSubjectKeyIdentifier(issuer.key().publicKeyInfo())
                        .getKeyIdentifier()
                : SubjectKeyIdentifier.getInstance(stated.getParsedValue())
                        .getKeyIdentifier();
        return new AuthorityKeyIdentifier(id);
    }
}
