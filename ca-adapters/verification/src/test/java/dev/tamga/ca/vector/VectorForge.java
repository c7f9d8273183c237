package dev.tamga.ca.vector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.bouncycastle.crypto.ec.CustomNamedCurves;

import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.Pem;

import static dev.tamga.ca.vector.Forged.LINE;

/**
 * Forges all vectors anew, by a new CA whose keys are forgotten: {@code VectorForge <folder>}. Run by hand, when a kind
 * of vector is added; what is in the repository was forged once.
 */
final class VectorForge {
    private VectorForge() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        ForgedCa ca = new ForgedCa();
        ForgedCertificate sm2 = ca.enterprise().forge();
        ForgedCertificate p256 = ca.enterprise().key(ForgedKey.p256()).forge();
        ForgedCertificate p384 = ca.enterprise().key(ForgedKey.p384()).forge();
        Forged all = new Forged();
        new PairVectors(all, "sm2", sm2, CustomNamedCurves.getByName("sm2p256v1").getN(), 32).forge();
        new PairVectors(all, "p256", p256, CustomNamedCurves.getByName("P-256").getN(), 32).forge();
        new PairVectors(all, "p384", p384, CustomNamedCurves.getByName("P-384").getN(), 48).forge();
        new AlgorithmVectors(all, sm2, p256, p384).forge();
        new RsaVectors(all, ca.enterprise().key(ForgedKey.rsa(2048)).forge(),
                ca.enterprise().key(ForgedKey.rsa(2048)).forge()).forge();
        new CmsVectors(all, sm2, ca.enterprise().forge()).forge();
        new KeyVectors(all, ca).forge();
        texts(all, sm2);
        write(folder, ca, all);
    }

    private static void texts(Forged all, ForgedCertificate signer) {
        text(all, "line", signer, LINE, Forged.ACCEPTED);
        text(all, "with-a-space-after", signer, LINE + " ", "challenge-unknown");
        text(all, "other-nonce", signer, LINE.replace("nnn", "mmm"), "challenge-unknown");
        text(all, "other-expiry", signer, LINE.replaceFirst("[0-9]{10}", "1999999999"), "challenge-unknown");
        text(all, "other-origin", signer, LINE.replace("localhost:9000", "evil.example"), "wrong-origin");
        text(all, "other-purpose", signer, LINE.replace("sign-in", "bind"), "wrong-purpose");
        text(all, "other-data", signer, LINE.replaceFirst("-$", "b".repeat(43)), "wrong-purpose");
        text(all, "document", signer, "this is no challenge", "challenge-unknown");
        text(all, "empty", signer, "", "challenge-unknown");
    }

    private static void text(Forged all, String name, ForgedCertificate signer, String text, String expect) {
        byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        all.add("text-" + name, new Vector("text " + name, signer.encoded(), text, signature, expect));
    }

    private static void write(Path folder, ForgedCa ca, Forged all) throws IOException {
        for (Map.Entry<String, Vector> vector : all.all().entrySet()) {
            Files.writeString(folder.resolve(vector.getKey() + ".txt"), vector.getValue().lines());
        }
        Files.writeString(folder.resolve("ca.pem"), ca.root.pem() + ca.issuing.pem());
        Files.writeString(folder.resolve("crl.pem"), Pem.block("CRL", ForgedCa.goodCrl(ca.root))
                + Pem.block("CRL", ForgedCa.goodCrl(ca.issuing)));
        System.out.println(all.all().size() + " vectors in " + folder);
    }
}
