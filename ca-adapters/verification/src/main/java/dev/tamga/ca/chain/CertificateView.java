package dev.tamga.ca.chain;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

import dev.tamga.ca.MaskedText;
import dev.tamga.ca.sm2.BouncyCastle;

/**
 * What a certificate says, read once and completely. Nothing here is verified; {@link TrustedChain} is what to rely on.
 */
public final class CertificateView {
    private final X509CertificateHolder holder;
    private final X509Certificate jca;
    private final LeafKey key;
    private final DistinguishedName subject;
    private final DistinguishedName issuer;
    private final ExtensionsView extensions;
    private final PathExtensions pathRules;
    private final Instant notBefore;
    private final Instant notAfter;
    private final String keyNumber;
    private final Map<String, byte[]> contents = new HashMap<>();
    private final byte[] der;
    // Found when first asked for, and then kept: certificates of frequent signers stay in memory.
    private volatile String hash;
    private volatile String keyHash;

    CertificateView(X509CertificateHolder holder, X509Certificate jca, byte[] der) {
        this.holder = holder;
        this.jca = jca;
        this.der = der;
        this.key = LeafKey.read(holder.getSubjectPublicKeyInfo());
        this.subject = DistinguishedName.of(holder.getSubject());
        this.issuer = DistinguishedName.of(holder.getIssuer());
        this.extensions = ExtensionsView.read(holder.getExtensions());
        this.pathRules = PathExtensions.read(holder.getExtensions());
        this.notBefore = holder.getNotBefore().toInstant();
        this.notAfter = holder.getNotAfter().toInstant();
        this.keyNumber = holder.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        for (Object oid : holder.getExtensionOIDs()) {
            ASN1ObjectIdentifier named = ASN1ObjectIdentifier.getInstance(oid);
            contents.put(named.getId(), holder.getExtension(named).getExtnValue().getOctets());
        }
    }

    public DistinguishedName subject() {
        return subject;
    }

    public DistinguishedName issuer() {
        return issuer;
    }

    /**
     * The certificate in a message: a CA by its name, a holder's by its number and issuer, for CAs write identity
     * numbers into holders' names.
     */
    public String named() {
        if (extensions.isCa()) {
            return quoted(subject);
        }
        return "certificate " + keyNumber + (isSelfIssued() ? "" : " of " + namedIssuer());
    }

    /** The issuer in a message; who issued to himself is a holder and not named. */
    public String namedIssuer() {
        return isSelfIssued() && !extensions.isCa() ? "itself" : quoted(issuer);
    }

    // Anybody may call his certificate a CA's.
    private static String quoted(DistinguishedName name) {
        return "\"" + MaskedText.of(name.toString()) + "\"";
    }

    public BigInteger serial() {
        return holder.getSerialNumber();
    }

    /** 证书key号: the serial number in upper-case hex without leading zeros. */
    public String keyNumber() {
        return keyNumber;
    }

    public Instant notBefore() {
        return notBefore;
    }

    public Instant notAfter() {
        return notAfter;
    }

    boolean isValidAt(Instant now) {
        return !now.isBefore(notBefore()) && !now.isAfter(notAfter());
    }

    public LeafKey key() {
        return key;
    }

    /** The standard extensions. */
    public ExtensionsView extensions() {
        return extensions;
    }

    /** The content of any extension's OCTET STRING. */
    public Optional<byte[]> extension(String oid) {
        return Optional.ofNullable(contents.get(oid)).map(byte[]::clone);
    }

    /** The signature's algorithm, or nothing where it is not accepted. */
    public Optional<Suite> suite() {
        return Suite.find(holder.getSignatureAlgorithm());
    }

    /** The OID of the signature's algorithm. */
    public String signatureAlgorithm() {
        return holder.getSignatureAlgorithm().getAlgorithm().getId();
    }

    /** Hex SHA-256 of the certificate's DER. */
    public String hash() {
        if (hash == null) {
            hash = Hashes.sha256Hex(der);
        }
        return hash;
    }

    String keyHash() {
        if (keyHash == null) {
            keyHash = Hashes.sha256Hex(KeyHash.spki(this));
        }
        return keyHash;
    }

    /** What the certificate says of the paths it may stand in. */
    PathExtensions pathRules() {
        return pathRules;
    }

    /** RFC 5280 §3.2: issuer and subject are one name; whose key signed is another question. */
    boolean isSelfIssued() {
        return subject.isSame(issuer);
    }

    public byte[] der() {
        return der.clone();
    }

    public SubjectPublicKeyInfo publicKey() {
        return holder.getSubjectPublicKeyInfo();
    }

    /** For Bouncy Castle's structures. */
    public X509CertificateHolder x509() {
        return holder;
    }

    X509Certificate jca() {
        return jca;
    }

    boolean isSame(CertificateView other) {
        return Arrays.equals(der, other.der);
    }

    /** Whether a CA's key is the one that this certificate names as its issuer's; the signature is another question. */
    boolean namesIssuerKey(CertificateView ca) {
        return extensions.authorityKeyId()
                .map(named -> Arrays.equals(named, ca.keyId()))
                .orElseGet(() -> issuer.isSame(ca.subject));
    }

    /** Whether a CA's key signed this certificate. */
    public boolean isSignedBy(CertificateView ca) {
        if (suite().isPresent() && !(ca.key instanceof LeafKey.Foreign)) {
            return suite().get().verifies(ca.key, tbs(), holder.getSignature());
        }
        // A weak algorithm or key: its CA is still recognised, so that the refusal can say what is wrong.
        try {
            jca.verify(ca.jca.getPublicKey(), BouncyCastle.PROVIDER);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // A stranger chooses algorithm and parameters here; Bouncy Castle answers odd ones with RuntimeExceptions.
            return false;
        }
    }

    /** Whether a CA issued this certificate: by name, by key and by signature. */
    public boolean isIssuedBy(CertificateView ca) {
        return issuer.isSame(ca.subject) && namesIssuerKey(ca) && isSignedBy(ca);
    }

    private byte[] keyId() {
        return extensions.subjectKeyId()
                .orElseGet(() -> Hashes.sha1(holder.getSubjectPublicKeyInfo().getPublicKeyData().getOctets()));
    }

    /** The signed part as it stands in the certificate, never encoded anew. */
    private byte[] tbs() {
        int from = DerShape.contentOf(der, 0);
        return Arrays.copyOfRange(der, from, DerShape.endOf(der, from));
    }
}
