package dev.tamga.ca;

import java.time.Duration;
import java.util.Optional;

/**
 * An expected "no". Each has a stable {@link #code()}: pages and JSON answers show the code and safe facts,
 * {@link #detail()} (what was found, what was expected) is for operators alone.
 */
public sealed interface Refusal {

    /** Stable, lower-case kebab; shown to users, in audit and in logs. */
    String code();

    /** One line for operators; never shown to users, never holds an identity number. */
    String detail();

    /** Not one DER X.509 v3 certificate. */
    record CertificateUnreadable(String detail) implements Refusal {
        @Override
        public String code() {
            return "certificate-unreadable";
        }
    }

    /** Beyond {@link SignInProof#MAX_CERTIFICATE_BYTES}. */
    record CertificateTooLarge(String detail) implements Refusal {
        @Override
        public String code() {
            return "certificate-too-large";
        }
    }

    /** No configured CA issued it. */
    record UnknownCa(String detail) implements Refusal {
        @Override
        public String code() {
            return "unknown-ca";
        }
    }

    /** The CA is configured, but no operator imported its trust anchor yet. */
    record CaWithoutAnchor(String detail) implements Refusal {
        @Override
        public String code() {
            return "ca-without-anchor";
        }
    }

    /** No valid path to a trust anchor (RFC 5280 §6). */
    record UntrustedPath(String detail) implements Refusal {
        @Override
        public String code() {
            return "untrusted-path";
        }
    }

    /** After notAfter. */
    record Expired(String detail) implements Refusal {
        @Override
        public String code() {
            return "expired";
        }
    }

    /** Before notBefore. */
    record NotYetValid(String detail) implements Refusal {
        @Override
        public String code() {
            return "not-yet-valid";
        }
    }

    /** A CA certificate on the path was revoked. */
    record IssuerRevoked(String detail) implements Refusal {
        @Override
        public String code() {
            return "issuer-revoked";
        }
    }

    /** Key or signature algorithm below the allow-list, SHA-1 among them. */
    record WeakAlgorithm(String detail) implements Refusal {
        @Override
        public String code() {
            return "weak-algorithm";
        }
    }

    /** The encryption certificate of a dual pair (加密证书). */
    record EncryptionCertificate(String detail) implements Refusal {
        @Override
        public String code() {
            return "encryption-certificate";
        }
    }

    /** Key usage or extended key usage does not allow authentication by signature. */
    record NotForSigning(String detail) implements Refusal {
        @Override
        public String code() {
            return "not-for-signing";
        }
    }

    /** A certificate policy that the CA's admission rule does not accept. */
    record PolicyNotAccepted(String detail) implements Refusal {
        @Override
        public String code() {
            return "policy-not-accepted";
        }
    }

    /** A test certificate issued under a production key. */
    record TestCertificate(String detail) implements Refusal {
        @Override
        public String code() {
            return "test-certificate";
        }
    }

    /** Issued outside the admitted regions or registration offices. */
    record IssuedElsewhere(String detail) implements Refusal {
        @Override
        public String code() {
            return "issued-elsewhere";
        }
    }

    /** A 机构个人证书 (法人锁 or an employee's) where an enterprise key is due. */
    record LegalRepresentativeKey(String detail) implements Refusal {
        @Override
        public String code() {
            return "legal-representative-key";
        }
    }

    /** Never issued, already used, or of another browser. */
    record ChallengeUnknown(String detail) implements Refusal {
        @Override
        public String code() {
            return "challenge-unknown";
        }
    }

    /** Presented after its expiry by the server's clock. */
    record ChallengeExpired(String detail) implements Refusal {
        @Override
        public String code() {
            return "challenge-expired";
        }
    }

    /** Signed for another site. */
    record WrongOrigin(String detail) implements Refusal {
        @Override
        public String code() {
            return "wrong-origin";
        }
    }

    /** Signed for another purpose, or over other data than was sent. */
    record WrongPurpose(String detail) implements Refusal {
        @Override
        public String code() {
            return "wrong-purpose";
        }
    }

    /** The signature does not verify with the certificate's key. */
    record SignatureInvalid(String detail) implements Refusal {
        @Override
        public String code() {
            return "signature-invalid";
        }
    }

    /** Neither strict DER, raw r‖s, PKCS#1 nor an accepted CMS. */
    record SignatureFormatUnknown(String detail) implements Refusal {
        @Override
        public String code() {
            return "signature-format-unknown";
        }
    }

    /** Revoked by its CA. */
    record Revoked(String detail) implements Refusal {
        @Override
        public String code() {
            return "revoked";
        }
    }

    /** Suspended by its CA (certificateHold). */
    record Suspended(String detail) implements Refusal {
        @Override
        public String code() {
            return "suspended";
        }
    }

    /**
     * The CA's revocation service gave no usable answer.
     *
     * @param retryAfter when it is asked again, where it is left alone for a while because it failed too often
     */
    record RevocationUnavailable(String detail, Optional<Duration> retryAfter) implements Refusal {
        public RevocationUnavailable(String detail) {
            this(detail, Optional.empty());
        }

        @Override
        public String code() {
            return "revocation-unavailable";
        }
    }

    /** The certificate does not say who holds it in a form this CA is known to use. */
    record HolderUnidentified(String detail) implements Refusal {
        @Override
        public String code() {
            return "holder-unidentified";
        }
    }

    /** The credit code or identity number fails its check digit (GB 32100, GB 11643). */
    record CheckDigitWrong(String detail) implements Refusal {
        @Override
        public String code() {
            return "check-digit-wrong";
        }
    }

    /** A good key that no subject has bound. */
    record NotBound(String detail) implements Refusal {
        @Override
        public String code() {
            return "not-bound";
        }
    }

    /** This key is bound already. */
    record KeyAlreadyBound(String detail) implements Refusal {
        @Override
        public String code() {
            return "key-already-bound";
        }
    }

    /** This credit code is bound already, by another key. */
    record SubjectAlreadyBound(String detail) implements Refusal {
        @Override
        public String code() {
            return "subject-already-bound";
        }
    }

    /** Frozen here (挂失). */
    record KeyFrozen(String detail) implements Refusal {
        @Override
        public String code() {
            return "key-frozen";
        }
    }

    /** Unit names differ. */
    record NameMismatch(String detail) implements Refusal {
        @Override
        public String code() {
            return "name-mismatch";
        }
    }

    /** The code in the certificate is not the code entered. */
    record CodeMismatch(String detail) implements Refusal {
        @Override
        public String code() {
            return "code-mismatch";
        }
    }

    /**
     * Too many attempts.
     *
     * @param retryAfter when the next one counts again, where that is known
     */
    record RateLimited(String detail, Optional<Duration> retryAfter) implements Refusal {
        public RateLimited(String detail) {
            this(detail, Optional.empty());
        }

        @Override
        public String code() {
            return "rate-limited";
        }
    }

    /** The sign-in session ended. */
    record SessionEnded(String detail) implements Refusal {
        @Override
        public String code() {
            return "session-ended";
        }
    }

    /** The platform is switched off or not connected. */
    record PlatformOff(String detail) implements Refusal {
        @Override
        public String code() {
            return "platform-off";
        }
    }
}
