package dev.tamga.idp.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Map;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.sm2.Sm2Key;
import dev.tamga.ca.sm2.Sm2Signature;

/** The yardstick: one signature of a challenge verified, by the code that the provider uses, key seen before. */
@State(Scope.Benchmark)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SignatureBenchmark {
    private final long self = ProcessHandle.current().pid();
    private final byte[] text = new Challenge(
            Purpose.SIGN_IN, "http://localhost:9000", "n".repeat(43), Instant.ofEpochSecond(1_795_000_000L),
            Challenge.binds(Map.of())).text().getBytes(StandardCharsets.US_ASCII);
    private Sm2Key sm2;
    private byte[] sm2Signature;
    private PublicKey rsa;
    private byte[] rsaSignature;

    @Setup
    public void sign() throws Exception {
        Path keys = Place.current().tamga().keysFolder();
        OpenKey sm2Secret = OpenKey.open(keys.resolve("nmgca-enterprise.p12"));
        sm2 = Sm2Key.find(key(sm2Secret)).orElseThrow();
        sm2Signature = Sm2Signature.plain(sm2Secret.sign(text)).orElseThrow();
        OpenKey rsaSecret = OpenKey.open(keys.resolve("cfca-enterprise-rsa.p12"));
        rsa = new JcaX509CertificateConverter().getCertificate(new X509CertificateHolder(rsaSecret.certificate()))
                .getPublicKey();
        rsaSignature = rsaSecret.sign(text);
    }

    private static SubjectPublicKeyInfo key(OpenKey key) throws Exception {
        return new X509CertificateHolder(key.certificate()).getSubjectPublicKeyInfo();
    }

    @Setup(Level.Iteration)
    public void begin() {
        ProcessorTime.begin(self);
    }

    @Benchmark
    public void verifySm2() {
        require(sm2.verifies(text, sm2Signature));
    }

    @Benchmark
    public void verifyRsa() throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(rsa);
        signature.update(text);
        require(signature.verify(rsaSignature));
    }

    private static void require(boolean verified) {
        if (!verified) {
            throw new IllegalStateException("the signature does not verify");
        }
        ProcessorTime.count();
    }
}
