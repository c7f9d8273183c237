package dev.tamga.ca.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponse;

import dev.tamga.ca.vector.Vector;
import dev.tamga.ca.verification.ShippedConf;
import dev.tamga.ca.verification.TestChallenge;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedName;
import dev.tamga.forge.OcspAnswer;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.fuzz.FuzzKey.NOW;

/**
 * What the fuzzer starts from: one sound input or two for each parser, {@code FuzzSeeds <folder>}. Forged, all of it.
 */
final class FuzzSeeds {
    private final Path folder;

    private FuzzSeeds(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        FuzzSeeds seeds = new FuzzSeeds(Path.of(arguments[0]));
        seeds.certificates();
        seeds.signatures();
        seeds.revocation();
        seeds.texts();
        seeds.files();
    }

    private void certificates() throws IOException {
        ForgedCertificate rich = Certificates.leaf(FuzzKey.CA).serial("2f")
                .subject(ForgedName.of("C=CN", "ST=内蒙古自治区", "O=青城公司", "OU=Organizational-1", "CN=041@青城@N91@1",
                        "2.5.4.31=x"))
                .valid(NOW.minusSeconds(60), NOW.plusSeconds(60))
                .extension(ForgedExtension.crl("http://crl.example.org/1.crl"))
                .extension(ForgedExtension.policies("1.2.156.112562.1", "2.5.29.32"))
                .extension(ForgedExtension.sequence("1.2.86.21.1.1", "1@5009JJ0x"))
                .extension(ForgedExtension.utf8("1.2.156.10260.4.1.4", "91110000600001760P")).forge();
        seed(Target.CERTIFICATE, "rich", rich.encoded());
        seed(Target.CERTIFICATE, "ca", FuzzKey.CA.encoded());
        for (String name : List.of("sm2-der-signature", "p384-der-signature", "rsa-sha-256", "key-sm2-hybrid",
                "key-sm2-explicit-curve", "key-rsa-exponent-negative")) {
            seed(Target.CERTIFICATE, name, Vector.of(name).certificate());
        }
        seed(Target.NAME, "rich", rich.subject().getEncoded("DER"));
        seed(Target.NAME, "ca", FuzzKey.CA.subject().getEncoded("DER"));
        seed(Target.EXTENSION, "utf8", new DERUTF8String("91110000600001760P").getEncoded());
        seed(Target.EXTENSION, "nested", new DERTaggedObject(true, 0, new DERTaggedObject(
                true, 4, new DERSequence(new DERPrintableString("91110000600001760P")))).getEncoded());
        seed(Target.EXTENSION, "octets", new DEROctetString(text("JJ91110000600001760P")).getEncoded());
    }

    private void signatures() throws IOException {
        List<String> families = List.of("sm2", "p256", "p384", "rsa");
        List<String> names = List.of("sm2-der-signature", "sm2-raw-signature", "sm2-blob", "cms-attached",
                "cms-gm-detached", "cms-attributes", "cms-attributes-detached", "cms-key-identifier",
                "cms-unsigned-attributes", "cms-second-set-of-signers", "p256-der-signature", "p256-cms",
                "p384-raw-signature", "p384-cms", "rsa-sha-256", "rsa-pss", "rsa-cms-pss", "rsa-cms-attributes");
        for (String name : names) {
            int key = Math.max(0, families.indexOf(name.replaceFirst("-.*", "")));
            seed(Target.SIGNATURE, name, with(key, Vector.of(name).signature()));
        }
    }

    private void revocation() throws IOException {
        Instant until = NOW.plus(Duration.ofDays(1));
        byte[] crl = Crl.of(FuzzKey.CA, NOW.minusSeconds(60)).nextUpdate(until).number(7)
                .revoke(FuzzKey.LEAF, NOW.minusSeconds(120), RevocationReason.KEY_COMPROMISE)
                .revoke(FuzzKey.CA, NOW.minusSeconds(120), RevocationReason.UNSPECIFIED).forge();
        seed(Target.CRL, "two-entries", crl);
        seed(Target.SIGNED_CRL, "two-entries", first(ASN1Sequence.getInstance(crl)));
        byte[] delta = Crl.of(FuzzKey.CA, NOW.minusSeconds(60)).nextUpdate(until).number(8).delta(7)
                .revoke(FuzzKey.LEAF, NOW, RevocationReason.UNSPECIFIED).forge();
        seed(Target.SIGNED_CRL, "delta", first(ASN1Sequence.getInstance(delta)));
        byte[] good = OcspAnswer.by(FuzzKey.CA, NOW).until(until).good(OcspAnswer.id(FuzzKey.LEAF)).forge();
        byte[] revoked = OcspAnswer.byKeyOf(FuzzKey.CA, NOW).until(until).withCertificate()
                .revoked(OcspAnswer.id(FuzzKey.LEAF), NOW, RevocationReason.KEY_COMPROMISE).forge();
        seed(Target.OCSP, "good", good);
        seed(Target.OCSP, "revoked", revoked);
        seed(Target.OCSP, "error", OcspAnswer.error(3));
        seed(Target.SIGNED_OCSP, "good", responseData(good));
        seed(Target.SIGNED_OCSP, "revoked", responseData(revoked));
    }

    private void texts() throws IOException {
        seed(Target.CHALLENGE, "line", text(TestChallenge.at(NOW).text()));
        seed(Target.CHALLENGE, "ipv6", text(TestChallenge.at(NOW).text().replace("localhost:9000", "[::1]:9000")));
        seed(Target.ENTITY_ID, "plain", text("1@215009JJ091110108722619411A"));
        seed(Target.ENTITY_ID, "base64", text("12@7025SF1MTEwMTA1MTk0OTEyMzEwMDJY"));
    }

    private void files() throws IOException {
        byte[] ca = Files.readAllBytes(ShippedConf.FOLDER.resolve("cfca/ca.yml"));
        seed(Target.YAML, "cfca", ca);
        seed(Target.CONFIGURATION, "cfca", ca);
        seed(Target.CONFIGURATION, "bjca", Files.readAllBytes(ShippedConf.FOLDER.resolve("bjca/ca.yml")));
        seed(Target.PEM, "two", text("comment\n" + FuzzKey.CA.pem() + FuzzKey.LEAF.pem()));
        seed(Target.CERTIFICATE_FILE, "pem", text(FuzzKey.CA.pem() + FuzzKey.LEAF.pem()));
        seed(Target.CERTIFICATE_FILE, "der", FuzzKey.CA.encoded());
        seed(Target.CERTIFICATE_FILE, "base64", Base64.getEncoder().encode(FuzzKey.CA.encoded()));
        seed(Target.CERTIFICATE_FILE, "p7b", Vector.of("cms-gm").signature());
    }

    private void seed(Target target, String name, byte[] content) throws IOException {
        Files.write(Files.createDirectories(folder.resolve(target.word())).resolve("seed-" + name), content);
    }

    private static byte[] with(int first, byte[] rest) {
        byte[] both = new byte[rest.length + 1];
        both[0] = (byte) first;
        System.arraycopy(rest, 0, both, 1, rest.length);
        return both;
    }

    /** A CRL's TBSCertList, with the algorithm that the harness signs by: the CA's own. */
    private static byte[] first(ASN1Sequence signed) throws IOException {
        return signed.getObjectAt(0).toASN1Primitive().getEncoded("DER");
    }

    private static byte[] responseData(byte[] answer) throws IOException {
        byte[] basic = OCSPResponse.getInstance(answer).getResponseBytes().getResponse().getOctets();
        return BasicOCSPResponse.getInstance(basic).getTbsResponseData().getEncoded("DER");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
