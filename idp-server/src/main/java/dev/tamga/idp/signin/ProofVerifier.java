package dev.tamga.idp.signin;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;

/** The certificate pipeline as this feature sees it: {@code CertificateVerifier::verify}. */
@FunctionalInterface
public interface ProofVerifier {
    /** Never throws for any proof. */
    Verification verify(SignInProof proof, Challenge expected);
}
