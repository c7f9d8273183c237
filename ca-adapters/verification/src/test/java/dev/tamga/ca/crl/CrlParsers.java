package dev.tamga.ca.crl;

import java.io.IOException;
import java.math.BigInteger;

import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.fuzz.FuzzKey;

/** The parsers of this package for the fuzzer: declared refusals end here, everything else is a finding. */
public final class CrlParsers {
    private static final CertificateView CA = view();

    private CrlParsers() {}

    /** Bytes that nobody signed. */
    public static void crl(byte[] input) {
        try {
            UnverifiedCrl crl = UnverifiedCrl.read(input);
            crl.names(CA);
            crl.verified(CA);
        } catch (UnusableCrl unusable) {
            // What it declares.
        }
    }

    /** A TBSCertList that the CA signed, whatever it says. */
    public static void signed(byte[] input) {
        try {
            Crl crl = UnverifiedCrl.read(FuzzKey.signed(input)).verified(CA);
            crl.find(CA.subject().x500(), BigInteger.ONE);
            crl.count();
            crl.isContinuedBy(crl);
            crl.isOlderThan(crl);
        } catch (UnusableCrl unusable) {
            // What it declares.
        }
    }

    private static CertificateView view() {
        try {
            return CertificateReader.parse(FuzzKey.CA.encoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
