package dev.tamga.ca;

/**
 * What a bidder's key hands over: the signing certificate, the line that was signed and the signature. Nothing in it is
 * verified.
 *
 * @param certificate DER of the signing certificate
 * @param text the signed line as the assistant built it, see {@link Challenge}
 * @param signature bare signature (strict DER, raw r‖s, or PKCS#1) or CMS SignedData, attached or detached
 */
public record SignInProof(byte[] certificate, String text, byte[] signature) {
    /** A certificate beyond this many bytes is refused unread. */
    public static final int MAX_CERTIFICATE_BYTES = 16 * 1024;
    /** A signature beyond this many bytes is refused unread. */
    public static final int MAX_SIGNATURE_BYTES = 64 * 1024;

    /** What is missing is empty, and refused as such. */
    public SignInProof {
        certificate = certificate == null ? new byte[0] : certificate;
        text = text == null ? "" : text;
        signature = signature == null ? new byte[0] : signature;
    }

    @Override
    public String toString() {
        return "SignInProof[" + certificate.length + " bytes of certificate]";
    }
}
