package dev.tamga.ca.chain;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

/**
 * A certificate whose signature was verified here with one issuer's key. The path validator asks for the signature of
 * every link each time, by the slow way; this one answers from what is known, for that key and for no other.
 */
@SuppressWarnings("deprecation")
final class VerifiedLink extends X509Certificate {
    private static final long serialVersionUID = 1;

    private final transient X509Certificate certificate;
    private final transient byte[] issuerKey;

    private VerifiedLink(X509Certificate certificate, byte[] issuerKey) {
        this.certificate = certificate;
        this.issuerKey = issuerKey;
    }

    /** @throws IllegalArgumentException if the issuer's key did not sign the certificate */
    static VerifiedLink of(CertificateView certificate, CertificateView issuer, LinkSignatures signatures) {
        if (!signatures.verified(certificate, issuer)) {
            throw new IllegalArgumentException("a link is made of a verified signature");
        }
        return new VerifiedLink(certificate.jca(), issuer.jca().getPublicKey().getEncoded());
    }

    @Override
    public void verify(PublicKey key) throws SignatureException, InvalidKeyException {
        if (!Arrays.equals(issuerKey, key.getEncoded())) {
            throw new SignatureException("the signature was verified with another key");
        }
    }

    @Override
    public void verify(PublicKey key, String provider) throws SignatureException, InvalidKeyException {
        verify(key);
    }

    @Override
    public void verify(PublicKey key, Provider provider) throws SignatureException, InvalidKeyException {
        verify(key);
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        certificate.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        certificate.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return certificate.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return certificate.getSerialNumber();
    }

    @Override
    public Principal getIssuerDN() {
        return certificate.getIssuerDN();
    }

    @Override
    public Principal getSubjectDN() {
        return certificate.getSubjectDN();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return certificate.getIssuerX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return certificate.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return certificate.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return certificate.getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return certificate.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return certificate.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return certificate.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return certificate.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return certificate.getSigAlgParams();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        return certificate.getIssuerUniqueID();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        return certificate.getSubjectUniqueID();
    }

    @Override
    public boolean[] getKeyUsage() {
        return certificate.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return certificate.getBasicConstraints();
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return certificate.getEncoded();
    }

    @Override
    public PublicKey getPublicKey() {
        return certificate.getPublicKey();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return certificate.hasUnsupportedCriticalExtension();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return certificate.getCriticalExtensionOIDs();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return certificate.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return certificate.getExtensionValue(oid);
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
