package dev.tamga.ca.revocation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.ChainBuilder;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.DAY;
import static dev.tamga.ca.revocation.CrlWorld.HOUR;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static dev.tamga.ca.revocation.CrlWorld.OTHER;
import static dev.tamga.ca.revocation.CrlWorld.ROOT_CRL;
import static dev.tamga.ca.revocation.CrlWorld.name;
import static dev.tamga.ca.revocation.CrlWorld.point;
import static dev.tamga.ca.revocation.CrlWorld.points;
import static dev.tamga.ca.revocation.CrlWorld.scope;
import static org.assertj.core.api.Assertions.assertThat;

/** CRLs in a folder answer as those of the network do, at any moment. */
class CrlFolderTest {
    @TempDir
    private Path folder;

    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate leaf = world.leaf();

    @Test
    void certificateIsAcceptedRevokedOrSuspended() throws IOException {
        assertThat(check(leaf)).isEqualTo("revocation-unavailable");
        put("a.crl", world.crl().forge());
        assertThat(check(leaf)).isEqualTo("accepted");
        put("a.crl", world.crl().revoke(leaf, NOW, RevocationReason.KEY_COMPROMISE).forge());
        assertThat(check(leaf)).isEqualTo("revoked");
        put("a.crl", world.crl().revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD).forge());
        assertThat(check(leaf)).isEqualTo("suspended");
    }

    @Test
    void textAndDerAreReadAndOtherFilesAreNamed() throws IOException {
        byte[] other = CrlWorld.crl(world.root, 1).forge();
        String pem = "a comment\n" + pem(other) + pem(world.crl().forge());
        put("a.pem", pem.getBytes(StandardCharsets.US_ASCII));
        put("garbage", new byte[] {0x30, 1});
        put("note.txt", "no CRL".getBytes(StandardCharsets.US_ASCII));
        put("cut.pem", pem.substring(0, pem.length() - 40).getBytes(StandardCharsets.US_ASCII));
        put("odd.pem", pem.replace("MI", "M~").getBytes(StandardCharsets.US_ASCII));
        Files.createDirectory(folder.resolve("below"));

        CrlFolder opened = CrlFolder.open(folder);
        assertThat(check(leaf)).isEqualTo("accepted");
        assertThat(opened.faults()).hasSize(4).anyMatch(fault -> fault.startsWith("garbage: the CRL is malformed"))
                .anyMatch(fault -> fault.startsWith("note.txt: no CRL is there"))
                .anyMatch(fault -> fault.startsWith("cut.pem: a block of text has no end"));
    }

    @Test
    void momentOfTheCheckDecidesOnFreshness() throws IOException {
        put("a.crl", world.crl().forge());

        assertThat(check(leaf, NOW.plus(DAY).plus(HOUR))).isEqualTo("revocation-unavailable");
        assertThat(check(leaf, NOW.minus(HOUR.multipliedBy(2)))).isEqualTo("revocation-unavailable");
        world.maxAge = HOUR.dividedBy(2);
        assertThat(check(leaf, NOW)).as("by nextUpdate alone").isEqualTo("accepted");
        assertThat(check(leaf, NOW, Optional.of(world.policy()))).as("by the CA's policy")
                .isEqualTo("revocation-unavailable");
    }

    @Test
    void newestOfManyCounts() throws IOException {
        put("a.crl", world.crl().revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD).forge());
        put("b.crl", Crl.of(world.issuing, NOW).nextUpdate(NOW.plus(DAY)).number(11).forge());
        put("c.crl", Crl.of(world.issuing, NOW.plus(DAY)).nextUpdate(NOW.plus(DAY.multipliedBy(2))).number(12)
                .revoke(leaf, NOW, RevocationReason.SUPERSEDED).forge());

        assertThat(check(leaf, NOW)).isEqualTo("accepted");
        assertThat(check(leaf, NOW.minus(HOUR.dividedBy(2)))).isEqualTo("suspended");
        assertThat(check(leaf, NOW.plus(DAY))).isEqualTo("revoked");
    }

    @Test
    void deltaContinuesTheCompleteOne() throws IOException {
        put("a.crl", world.crl().forge());
        put("d.crl", CrlWorld.crl(world.issuing, 11).delta(10)
                .revoke(leaf, NOW, RevocationReason.SUPERSEDED).forge());
        assertThat(check(leaf)).isEqualTo("revoked");

        Files.delete(folder.resolve("a.crl"));
        assertThat(check(leaf)).as("a delta alone says nothing").isEqualTo("revocation-unavailable");
    }

    @Test
    void partialCrlsAnswerForTheirOwnPoint() throws IOException {
        put("other.crl", world.crl().scope(scope(name(OTHER), false)).forge());
        assertThat(check(leaf)).isEqualTo("revocation-unavailable");
        put("own.crl", world.crl().scope(scope(name(CRL), false)).forge());
        assertThat(check(leaf)).isEqualTo("accepted");
    }

    @Test
    void indirectCrlAnswersForWhoNamesItsIssuer() throws IOException {
        ForgedCertificate lister = world.ca("CN=Lister").forge();
        world.intermediates.add(lister);
        ForgedCertificate naming = world.leaf(world.issuing, points(point(name(CRL), null, lister.subject())));
        put("indirect.crl", CrlWorld.crl(lister, 1).scope(scope(name(CRL), true))
                .revokeOf(naming, NOW, RevocationReason.SUPERSEDED).forge());

        assertThat(check(naming)).isEqualTo("revoked");
        assertThat(check(leaf)).isEqualTo("revocation-unavailable");
    }

    @Test
    void casAreCheckedWhereTheyNameASourceOrTheirIssuersCrlIsThere() throws IOException {
        put("a.crl", world.crl().forge());
        assertThat(check(leaf)).as("the CA names no source").isEqualTo("accepted");
        put("root.crl", CrlWorld.crl(world.root, 1)
                .revoke(world.issuing, NOW, RevocationReason.CA_COMPROMISE).forge());
        assertThat(check(leaf)).isEqualTo("issuer-revoked");

        ForgedCertificate naming = world.ca("CN=Naming").extension(ForgedExtension.crl(ROOT_CRL)).forge();
        world.intermediates.add(naming);
        Files.delete(folder.resolve("root.crl"));
        put("n.crl", CrlWorld.crl(naming, 1).forge());
        assertThat(check(world.leaf(naming))).isEqualTo("revocation-unavailable");
        put("root.crl", CrlWorld.crl(world.root, 2).forge());
        assertThat(check(world.leaf(naming))).isEqualTo("accepted");
    }

    private String check(ForgedCertificate certificate) throws IOException {
        return check(certificate, NOW);
    }

    private String check(ForgedCertificate certificate, Instant at) throws IOException {
        return check(certificate, at, Optional.empty());
    }

    private String check(ForgedCertificate certificate, Instant at, Optional<RevocationPolicy> policy)
            throws IOException {
        TrustMaterial trust = TrustMaterial.openTolerant(List.of(CrlWorld.view(world.root)),
                world.intermediates.stream().map(CrlWorld::view).toList());
        try {
            TrustedChain chain = new ChainBuilder(trust).check(CrlWorld.view(certificate), at);
            assertThat(CrlFolder.open(folder).check(chain, trust, policy, at)).startsWith("CRL of \"CN=");
            return "accepted";
        } catch (Refused refused) {
            return refused.refusal().code();
        }
    }

    private void put(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private static String pem(byte[] der) {
        return "-----BEGIN X509 CRL-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END X509 CRL-----\n";
    }
}
