package dev.tamga.ca.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.ca.yaml.StrictYaml;
import dev.tamga.ca.yaml.YamlFault;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.RevocationReason;
import dev.tamga.forge.SigningAlgorithm;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What every kind of adapter keeps to. The test of a kind implements this and says three things; all the rest is here.
 */
public interface AdapterContract {
    Pattern TOP_LEVEL = Pattern.compile("(?m)^([a-z-]+):.*\\n(?:[ -].*\\n)*");

    /** A CA whose ca.yml is of this kind and sound. */
    ForgedCa ca();

    /** A certificate of an enterprise that this CA accepts, as this kind's layout has it. */
    default Certificates enterprise(ForgedCa ca) {
        return ca.enterprise();
    }

    /** The code and the name that the enterprise's certificate holds. */
    String code();

    String name();

    /** The extension in which this kind's layout has the identity. */
    String identityExtension();

    @Test
    default void kindIsFoundByItsWordAndNoOtherHasIt() {
        String word = yaml(ca()).text("adapter");

        assertThat(ServiceLoader.load(CaAdapterKind.class).stream().map(kind -> kind.get().word()).filter(word::equals))
                .hasSize(1);
        assertThat(word).matches("[a-z][a-z0-9-]*");
    }

    @Test
    default void adapterDeclaresEverythingAndBringsNoTrustOfItsOwn() {
        CaFolder folder = new CaFolder(new CaId("forged"), Path.of("conf/ca/forged"), yaml(ca()),
                TrustMaterial.NONE, AllowedHosts.NONE, CodeExceptions.NONE);
        CaAdapter adapter = kind(folder).open(folder);

        assertThat(adapter.id()).isEqualTo(folder.id());
        assertThat(adapter.trust()).isSameAs(folder.trust());
        assertThat(adapter.name()).containsKeys("zh-CN", "en");
        assertThat(adapter.service()).isNotNull();
        assertThat(adapter.profile()).isNotNull();
        assertThat(adapter.revocation().sources()).isNotEmpty();
        assertThat(adapter.holder()).isNotNull();
    }

    @Test
    default void enterpriseIsVerifiedWithItsHolder(@TempDir Path folder) {
        ForgedCa ca = ca();
        Verification verification = ca.verify(ca.open(folder), enterprise(ca).forge());

        assertThat(verification).isInstanceOfSatisfying(Verification.Accepted.class, accepted -> {
            assertThat(accepted.holder().kind()).isEqualTo(HolderKind.ENTERPRISE);
            assertThat(accepted.holder().code()).contains(code());
            assertThat(accepted.holder().name()).isEqualTo(name());
        });
    }

    @Test
    default void missingKeyStopsTheStartAndIsNamed(@TempDir Path folder) throws IOException {
        ForgedCa ca = ca();
        ca.open(folder);
        String sound = Files.readString(folder.resolve("forged/ca.yml"));
        Matcher section = TOP_LEVEL.matcher(sound);
        while (section.find()) {
            String fault = fault(folder, sound.substring(0, section.start()) + sound.substring(section.end()));
            // What may be left out says nothing; what may not says which file and, pins aside, which key.
            assertThat(fault == null || section.group(1).equals("known-certificates")
                    || fault.contains("ca.yml") && fault.contains(section.group(1))).as(section.group(1)).isTrue();
        }
    }

    @Test
    default void unknownKeyStopsTheStartAndIsNamed(@TempDir Path folder) throws IOException {
        ForgedCa ca = ca();
        ca.open(folder);
        String sound = Files.readString(folder.resolve("forged/ca.yml"));

        assertThat(fault(folder, sound + "unheard-of: 1\n")).contains("ca.yml").contains("unheard-of");
        Matcher nested = Pattern.compile("(?m)^(revocation|holder|admission|service):\\n").matcher(sound);
        while (nested.find()) {
            String changed = sound.substring(0, nested.end()) + "  unheard-of: 1\n" + sound.substring(nested.end());
            assertThat(fault(folder, changed)).contains("ca.yml").contains("unheard-of");
        }
    }

    @Test
    default void valueOfAnotherTypeIsAConfigurationFaultOrNothing(@TempDir Path folder) throws IOException {
        ForgedCa ca = ca();
        ca.open(folder);
        String sound = Files.readString(folder.resolve("forged/ca.yml"));
        Matcher line = Pattern.compile("(?m)^( *(?:- )?[a-z-]+):(.*)$").matcher(sound);
        while (line.find()) {
            for (String value : List.of(" \"\"", " []", " {x: y}", " 99999999999")) {
                // fault() fails for any other exception.
                fault(folder, sound.substring(0, line.start(2)) + value + sound.substring(line.end(2)));
            }
        }
    }

    @Test
    default void hostRefusesWhateverTheAdapterSays(@TempDir Path folder) {
        ForgedCa ca = ca();
        CaDirectory directory = ca.open(folder);

        assertThat(code(ca, directory, enterprise(ca).valid(NOW.minusSeconds(9), NOW.minusSeconds(1))))
                .isEqualTo("expired");
        assertThat(code(ca, directory, enterprise(ca).extension(ForgedExtension.keyUsage(ForgedExtension.ENCRYPTION))))
                .isEqualTo("encryption-certificate");
        assertThat(code(ca, directory, enterprise(ca).key(ForgedKey.rsa(1024)))).isEqualTo("weak-algorithm");
        assertThat(code(ca, directory, enterprise(ca).signedBy(ForgedKey.sm2()))).isNotEqualTo("accepted");
        assertThat(code(ca, directory, enterprise(ca).key(ForgedKey.rsa(2048))
                .signedBy(ForgedKey.rsa(2048)).algorithm(SigningAlgorithm.SHA1_WITH_RSA))).isNotEqualTo("accepted");
    }

    @Test
    default void revokedIsRefusedAndSilenceIsNoAnswer(@TempDir Path folder) {
        ForgedCa ca = ca();
        CaDirectory directory = ca.open(folder);
        ForgedCertificate leaf = enterprise(ca).forge();
        ca.fetcher.answering(ForgedCa.CRL,
                ForgedCa.crl(ca.issuing).revoke(leaf, NOW.minusSeconds(9), RevocationReason.KEY_COMPROMISE).forge());
        assertThat(outcome(ca.verify(directory, leaf))).isEqualTo("revoked");

        ForgedCa silent = ca();
        silent.fetcher.answering(ForgedCa.CRL, new byte[0]);
        assertThat(outcome(silent.verify(silent.open(folder.resolve("silent")), enterprise(silent).forge())))
                .isEqualTo("revocation-unavailable");
    }

    @Test
    default void garbageInTheIdentityIsARefusal(@TempDir Path folder) {
        ForgedCa ca = ca();
        CaDirectory directory = ca.open(folder);
        byte[][] garbage = {{}, {0x0c}, {0x0c, 0x7f, 0x41}, {0x05, 0x00}, {(byte) 0xff, (byte) 0xfe},
            {0x30, (byte) 0x80, 0, 0}, "\u0000".getBytes(StandardCharsets.UTF_8), new byte[4000]};
        for (byte[] content : garbage) {
            assertThat(code(ca, directory, enterprise(ca).extension(ForgedExtension.raw(identityExtension(), content))))
                    .isNotEqualTo("accepted");
        }
    }

    @Test
    default void certificateOfTheSameNamesByAnotherCasKeyIsNotThisCas(@TempDir Path folder) {
        ForgedCa ca = ca();
        ForgedCa lookAlike = ca();

        assertThat(outcome(ca.verify(ca.open(folder), enterprise(lookAlike).forge())))
                .isIn("untrusted-path", "unknown-ca");
    }

    @Test
    default void adapterServesManyAtOnce(@TempDir Path folder) throws Exception {
        ForgedCa ca = ca();
        CaDirectory directory = ca.open(folder);
        ForgedCertificate leaf = enterprise(ca).forge();
        ca.verify(directory, leaf);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Verification>> all = threads.invokeAll(IntStream.range(0, 16)
                    .<java.util.concurrent.Callable<Verification>>mapToObj(i -> () -> ca.verify(directory, leaf))
                    .toList());
            for (Future<Verification> one : all) {
                VerifiedHolder holder = ((Verification.Accepted) one.get()).holder();
                assertThat(holder.code()).contains(code());
            }
        }
    }

    private String code(ForgedCa ca, CaDirectory directory, Certificates leaf) {
        return outcome(ca.verify(directory, leaf.forge()));
    }

    private static String outcome(Verification verification) {
        return ForgedCa.code(verification);
    }

    /** What the start says to this ca.yml; null where it starts. */
    private static String fault(Path folder, String yaml) throws IOException {
        Files.writeString(folder.resolve("forged/ca.yml"), yaml);
        Throwable fault = catchThrowable(() -> CaDirectory.open(folder));
        if (fault != null) {
            assertThat(fault).as(yaml).isInstanceOf(ConfigurationFault.class);
        }
        return fault == null ? null : fault.getMessage();
    }

    private static dev.tamga.ca.yaml.YamlMap yaml(ForgedCa ca) {
        try {
            return StrictYaml.read("conf/ca/forged/ca.yml", ca.yaml().formatted("  []")
                    .replace("known-certificates:\n  []", "known-certificates: []").getBytes(StandardCharsets.UTF_8));
        } catch (YamlFault e) {
            throw new IllegalStateException(e);
        }
    }

    private static CaAdapterKind kind(CaFolder folder) {
        String word = folder.yaml().text("adapter");
        return ServiceLoader.load(CaAdapterKind.class).stream().map(ServiceLoader.Provider::get)
                .filter(kind -> kind.word().equals(word)).findFirst().orElseThrow();
    }
}
