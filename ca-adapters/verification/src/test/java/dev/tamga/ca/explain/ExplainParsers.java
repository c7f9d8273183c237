package dev.tamga.ca.explain;

import dev.tamga.ca.Refused;
import dev.tamga.ca.fuzz.ScratchFile;

/** The parsers of this package for the fuzzer: declared refusals end here, everything else is a finding. */
public final class ExplainParsers {
    private static final ScratchFile FILE = new ScratchFile("certificates.pem");

    private ExplainParsers() {}

    /** PEM, bare base64, DER or P7B. */
    public static void certificateFile(byte[] input) {
        try {
            CertificateFile.read(FILE.holding(input));
        } catch (Refused refused) {
            // What it declares.
        }
    }
}
