package dev.tamga.ca.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.Refused;
import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.forge.Cms;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates in every form in which CAs, keys and browsers hand them out, and files that are none. */
class CertificateFileTest {
    private static final ForgedCa CA = new ForgedCa();
    private static final ForgedCertificate LEAF = CA.enterprise().forge();

    @TempDir
    private Path folder;

    /** A PKCS#7 without signers, as Windows exports a chain. */
    static byte[] bag(ForgedCertificate... certificates) {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        try {
            for (ForgedCertificate certificate : certificates) {
                generator.addCertificate(new X509CertificateHolder(certificate.encoded()));
            }
            return generator.generate(new CMSProcessableByteArray(new byte[0])).getEncoded();
        } catch (CMSException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String armoured(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    @Test
    void everyUsualFormIsRead() throws IOException, Refused {
        byte[] der = LEAF.encoded();

        assertReads(der);
        assertReads(LEAF.pem());
        assertReads("\ufeff" + LEAF.pem().replace("\n", "\r\n"));
        assertReads("Bag Attributes\n  friendlyName: 公司\n" + LEAF.pem() + "trailing words");
        assertReads(armoured("X509 CERTIFICATE", der));
        assertReads(Base64.getMimeEncoder().encodeToString(der));
        assertReads(Base64.getEncoder().encodeToString(der) + "\n");
        assertReads(bag(LEAF));
        assertReads(armoured("PKCS7", bag(LEAF)));
        assertReads(Cms.of(LEAF, new byte[] {1}).gm().forge());
        assertReads(Cms.of(LEAF, new byte[] {1}).forge());
    }

    @Test
    void allCertificatesOfAFileAreRead() throws IOException, Refused {
        byte[] both = bag(LEAF, CA.issuing, CA.root);

        assertThat(read(both)).hasSize(3);
        assertThat(read(LEAF.pem() + CA.issuing.pem())).hasSize(2);
        assertThat(read(LEAF.pem() + armoured("PRIVATE KEY", new byte[] {1}) + armoured("PKCS7", bag(CA.issuing))))
                .hasSize(2);
    }

    @Test
    void whatHoldsNoCertificateIsUnreadable() throws IOException {
        for (String content : List.of("", " ", "hello", "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\n!\n"
                + "-----END CERTIFICATE-----", armoured("PRIVATE KEY", new byte[] {1, 2}), "MIIB", "0\u0080")) {
            assertThat(codeOf(content.getBytes(StandardCharsets.ISO_8859_1))).as(content)
                    .isEqualTo("certificate-unreadable");
        }
        assertThat(codeOf(bag())).isEqualTo("certificate-unreadable");
        assertThat(codeOf(CA.goodCrl(CA.issuing))).isEqualTo("certificate-unreadable");
    }

    @Test
    void absentFilesAndFoldersAreUnreadable() {
        assertThat(codeOf(folder.resolve("absent"))).isEqualTo("certificate-unreadable");
        assertThat(codeOf(folder)).isEqualTo("certificate-unreadable");
        assertThat(codeOf(Path.of("/dev/zero"))).isEqualTo("certificate-unreadable");
    }

    @Test
    void hugeFilesAndCertificatesAreTooLargeAndNotReadToTheirEnd() throws IOException {
        Path huge = folder.resolve("huge");
        try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(8L << 30);
        }
        ForgedCertificate fat = CA.enterprise().extension(ForgedExtension.utf8("1.2.3.9", "x".repeat(20_000))).forge();

        assertThat(codeOf(huge)).isEqualTo("certificate-too-large");
        assertThat(codeOf(fat.encoded())).isEqualTo("certificate-too-large");
    }

    @Test
    void deeplyNestedAndCutOffFilesAreRefusedWithoutExhaustingAnything() throws IOException {
        byte[] oid = Arrays.copyOf(bag(LEAF), 30);
        byte[] nested = new byte[1_000_000];
        for (int i = 0; i + 1 < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        System.arraycopy(oid, 0, nested, 0, oid.length);
        byte[] whole = bag(LEAF, CA.issuing);

        assertThat(codeOf(nested)).isEqualTo("certificate-unreadable");
        for (int length = 1; length < whole.length; length += 7) {
            assertThat(codeOf(Arrays.copyOf(whole, length))).isEqualTo("certificate-unreadable");
        }
    }

    @Test
    void noMutationOfAFileIsAnythingButAnAnswer() throws IOException {
        Random random = new Random(11);
        byte[] whole = bag(LEAF, CA.issuing);
        for (int i = 0; i < 2000; i++) {
            byte[] mutated = whole.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            assertThat(codeOf(mutated)).isIn(
                    null, "certificate-unreadable", "certificate-too-large", "weak-algorithm");
        }
    }

    private void assertReads(String content) throws IOException, Refused {
        assertReads(content.getBytes(StandardCharsets.UTF_8));
    }

    private void assertReads(byte[] content) throws IOException, Refused {
        List<byte[]> read = read(content);
        assertThat(read).hasSize(1);
        assertThat(read.getFirst()).isEqualTo(LEAF.encoded());
    }

    private List<byte[]> read(String content) throws IOException, Refused {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private List<byte[]> read(byte[] content) throws IOException, Refused {
        return CertificateFile.read(Files.write(folder.resolve("file"), content));
    }

    private String codeOf(byte[] content) throws IOException {
        return codeOf(Files.write(folder.resolve("file"), content));
    }

    private static String codeOf(Path file) {
        try {
            Presented.read(file);
            return null;
        } catch (Refused refused) {
            assertThat(refused.refusal().detail()).isNotBlank();
            return refused.refusal().code();
        }
    }
}
