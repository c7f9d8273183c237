package dev.tamga.ca.chain;

import java.io.IOException;

import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.ca.Refused;

/** The parsers of this package for the fuzzer: declared refusals end here, everything else is a finding. */
public final class ChainParsers {
    private ChainParsers() {}

    public static void certificate(byte[] input) {
        try {
            CertificateView view = CertificateReader.read(input).view();
            view.keyNumber();
            view.suite();
            view.signatureAlgorithm();
            view.subject().toString();
            view.issuer().attributes();
            view.extensions().crlLocations();
            view.extension("1.2.156.10260.4.1.4");
            KeyHash.of(view);
            view.isIssuedBy(view);
        } catch (Refused refused) {
            // What the pipeline answers.
        }
    }

    /** DER of a Name. What could be read is read completely: nothing throws later. */
    public static void name(byte[] input) {
        DistinguishedName read;
        try {
            DerShape.check(input);
            read = DistinguishedName.of(X500Name.getInstance(ASN1Primitive.fromByteArray(input)));
        } catch (IOException | RuntimeException e) {
            // CertificateReader refuses what is no Name, by whatever exception Bouncy Castle says so.
            return;
        }
        read.values("2.5.4.3");
        read.attributes();
        read.toString();
        read.isSame(read);
    }
}
