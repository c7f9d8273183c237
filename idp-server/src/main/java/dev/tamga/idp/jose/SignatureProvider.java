package dev.tamga.idp.jose;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses, once a process, who computes the signatures of tokens: the Amazon Corretto Crypto Provider where its native
 * library loads and agrees with the JDK in both directions, the JDK otherwise. It is never inserted among the JVM's
 * providers: TLS, key stores and Bouncy Castle go on as they are.
 */
final class SignatureProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureProvider.class);
    private static final Optional<Provider> CHOSEN = choose();

    private SignatureProvider() {}

    /** Empty: the JDK's own. */
    static Optional<Provider> chosen() {
        return CHOSEN;
    }

    private static Optional<Provider> choose() {
        try {
            Provider corretto = load();
            requireAgreement(corretto);
            LOG.info("token signatures: {} {}, self-test passed", corretto.getName(), corretto.getVersionStr());
            return Optional.of(corretto);
            // LinkageError: no jar, or a library for another machine; the others: what its loader and its test throw.
        } catch (LinkageError | GeneralSecurityException | RuntimeException e) {
            LOG.warn("token signatures: the JDK's provider, several times slower; the Amazon Corretto Crypto Provider is"
                    + " not usable here: {}", e.toString());
            return Optional.empty();
        }
    }

    private static Provider load() throws GeneralSecurityException {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        if (corretto.getLoadingError() != null) {
            throw new GeneralSecurityException("native library: " + corretto.getLoadingError().getMessage());
        }
        SelfTestStatus status = corretto.runSelfTests();
        if (status != SelfTestStatus.PASSED) {
            throw new GeneralSecurityException("its self-test says " + status);
        }
        return corretto;
    }

    /** What one signs the other verifies, for each algorithm in use; and a wrong signature is refused. */
    private static void requireAgreement(Provider corretto) throws GeneralSecurityException {
        KeyPair ec = pair("EC", 256);
        KeyPair rsa = pair("RSA", 2048);
        requireAgreement("SHA256withECDSA", ec, corretto);
        requireAgreement("SHA256withRSA", rsa, corretto);
        requireAgreement("RSASSA-PSS", rsa, corretto);
    }

    private static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static void requireAgreement(String algorithm, KeyPair pair, Provider corretto)
            throws GeneralSecurityException {
        byte[] theirs = sign(Signature.getInstance(algorithm, corretto), pair.getPrivate(), "tamga");
        byte[] ours = sign(Signature.getInstance(algorithm), pair.getPrivate(), "tamga");
        byte[] wrong = sign(Signature.getInstance(algorithm), pair.getPrivate(), "another");
        boolean agree = verifies(Signature.getInstance(algorithm), pair.getPublic(), theirs)
                && verifies(Signature.getInstance(algorithm, corretto), pair.getPublic(), ours)
                && !verifies(Signature.getInstance(algorithm, corretto), pair.getPublic(), wrong);
        if (!agree) {
            throw new GeneralSecurityException(algorithm + " differs from the JDK's");
        }
    }

    private static byte[] sign(Signature signature, PrivateKey key, String text) throws GeneralSecurityException {
        signature.initSign(key);
        prepare(signature, text);
        return signature.sign();
    }

    private static boolean verifies(Signature signature, PublicKey key, byte[] value) throws GeneralSecurityException {
        signature.initVerify(key);
        prepare(signature, "tamga");
        return signature.verify(value);
    }

    private static void prepare(Signature signature, String text) throws GeneralSecurityException {
        if (signature.getAlgorithm().equals("RSASSA-PSS")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.update(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** The same key as the provider's own object, so that it is not converted at each signature. */
    static PrivateKey own(PrivateKey key) {
        try {
            return CHOSEN.isEmpty() ? key : KeyFactory.getInstance(key.getAlgorithm(), CHOSEN.get())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key cannot be used with " + CHOSEN.get().getName(), e);
        }
    }
}
