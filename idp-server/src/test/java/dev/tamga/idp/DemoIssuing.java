package dev.tamga.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.Pem;
import dev.tamga.forge.SigningAlgorithm;

/** The issuing CA of a demo chain with its own key, for certificates that the demo does not hand out. */
public final class DemoIssuing {
    private DemoIssuing() {}

    /** @param chain a folder of the demo world's, such as {@code cfca-rsa}; its keys are RSA */
    public static ForgedCertificate of(RunningTamga tamga, String chain) throws IOException, GeneralSecurityException {
        Path file = tamga.keysFolder().resolveSibling("forge").resolve(chain).resolve("issuing.pem");
        String pem = Files.readString(file);
        byte[] certificate = Pem.read("CERTIFICATE", pem).getFirst();
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Pem.read("PRIVATE KEY", pem).getFirst()));
        return ForgedCertificate.of(certificate, ForgedKey.of(
                key, ForgedCertificate.of(certificate, null, null).x509().getPublicKey(),
                SigningAlgorithm.SHA256_WITH_RSA), null);
    }
}
