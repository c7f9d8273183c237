package dev.tamga.ca.chain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.sm2.BouncyCastle;

/**
 * Reads certificates: the edge at which hostile bytes end. What comes out is read completely; nothing is parsed later.
 */
public final class CertificateReader {
    // RFC 5280 §4.1.2.2: at most 20 octets, positive.
    private static final int MAX_SERIAL_BITS = 160;

    private static final Pattern TIME = Pattern.compile("([0-9]{2})?[0-9]{12}Z");

    private CertificateReader() {}

    /** Reads the certificate that a stranger presents. */
    public static Leaf read(byte[] der) throws Refused {
        if (der.length > SignInProof.MAX_CERTIFICATE_BYTES) {
            throw new Refused(new Refusal.CertificateTooLarge(
                    "certificate has " + der.length + " bytes; expected at most " + SignInProof.MAX_CERTIFICATE_BYTES));
        }
        try {
            return new Leaf(parse(der));
        } catch (AlgorithmsDiffer e) {
            throw new Refused(new Refusal.WeakAlgorithm(e.getMessage()));
        } catch (IOException e) {
            throw new Refused(new Refusal.CertificateUnreadable("certificate is not readable: " + e.getMessage()));
        }
    }

    /** @throws IOException if the bytes are not one DER X.509 v3 certificate; nothing else is thrown */
    public static CertificateView parse(byte[] der) throws IOException {
        DerShape.check(der);
        try {
            X509CertificateHolder holder = new X509CertificateHolder(der);
            checkForm(holder);
            checkTimes(holder.toASN1Structure());
            return new CertificateView(holder, jca(der), der.clone());
        } catch (CertificateException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw new IOException("no X.509 certificate (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static void checkForm(X509CertificateHolder holder) throws IOException {
        BigInteger serial = holder.getSerialNumber();
        if (holder.getVersionNumber() != 3) {
            throw new IOException("X.509 version is " + holder.getVersionNumber() + "; expected 3");
        }
        if (serial.signum() <= 0 || serial.bitLength() > MAX_SERIAL_BITS) {
            throw new IOException("serial number is not positive or longer than 20 octets");
        }
        if (holder.toASN1Structure().getSignature().getPadBits() != 0
                || holder.getSubjectPublicKeyInfo().getPublicKeyData().getPadBits() != 0) {
            throw new IOException("signature or public key is no whole number of octets");
        }
        AlgorithmIdentifier signed = holder.toASN1Structure().getTBSCertificate().getSignature();
        if (!signed.equals(holder.getSignatureAlgorithm())) {
            throw new AlgorithmsDiffer("signature algorithm is " + holder.getSignatureAlgorithm().getAlgorithm()
                    + " outside and " + signed.getAlgorithm() + " inside; expected one, with the same parameters");
        }
        if (LeafKey.isBroken(holder.getSubjectPublicKeyInfo())) {
            throw new IOException("the public key is no uncompressed point on its curve, or no RSA key");
        }
    }

    // RFC 5280 §4.1.2.5: UTCTime or GeneralizedTime, to the second and in UTC.
    private static void checkTimes(Certificate certificate) throws IOException {
        for (Time time : List.of(certificate.getStartDate(), certificate.getEndDate())) {
            if (!TIME.matcher(text(time)).matches()) {
                throw new IOException("validity is written as \"" + text(time)
                        + "\"; expected seconds and Z, without fractions");
            }
        }
    }

    private static String text(Time time) {
        return time.toASN1Primitive() instanceof ASN1GeneralizedTime generalised
                ? generalised.getTimeString()
                : time.toASN1Primitive().toString();
    }

    private static X509Certificate jca(byte[] der) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER);
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    /** RFC 5280 §4.1.1.2: only one of the two is signed. */
    private static final class AlgorithmsDiffer extends IOException {
        private static final long serialVersionUID = 1;

        AlgorithmsDiffer(String message) {
            super(message);
        }
    }
}
