package dev.tamga.ca.revocation;

import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.ForgedName;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.DAY;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static dev.tamga.ca.revocation.CrlWorld.ROOT_CRL;
import static dev.tamga.ca.revocation.CrlWorld.name;
import static dev.tamga.ca.revocation.CrlWorld.point;
import static dev.tamga.ca.revocation.CrlWorld.points;
import static dev.tamga.ca.revocation.CrlWorld.scope;
import static org.assertj.core.api.Assertions.assertThat;

/** RFC 5280 §6.3.3 (f): whose CRL counts where it is not signed by the key that issued the certificate. */
class CrlSignerTest {
    private static final String NOBODY = "unanswered: the CRL is not signed by the certificate's issuer"
            + " nor by another key of the CA that may sign CRLs";

    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate leaf = world.leaf();

    @Test
    void newKeyOfTheSameCaSignsForTheOldOne() {
        ForgedCertificate rekeyed = imported(world.ca("CN=Issuing"));

        world.answering(CRL, CrlWorld.crl(rekeyed, 10));
        assertThat(world.ask(leaf)).isEqualTo("good");

        world.source = new CrlSource(world.fetcher);
        world.answering(CRL, CrlWorld.crl(rekeyed, 11).revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        assertThat(world.ask(leaf)).isEqualTo("revoked");
    }

    @Test
    void keyThatOnlySignsCrlsMaySign() {
        ForgedCertificate signer = imported(crlSigner("CN=Issuing"));

        world.answering(CRL, CrlWorld.crl(signer, 10));
        assertThat(world.ask(leaf)).isEqualTo("good");
    }

    @Test
    void keyOfTheSameNameThatNobodyImportedIsNotBelieved() {
        world.answering(CRL, CrlWorld.crl(world.ca("CN=Issuing").forge(), 10));
        assertThat(world.ask(leaf)).isEqualTo(NOBODY);

        world.source = new CrlSource(world.fetcher);
        world.answering(CRL, world.crl().signedBy(ForgedKey.sm2()));
        assertThat(world.ask(leaf)).isEqualTo("unanswered: the CRL is not signed by the issuer's key");
    }

    @Test
    void keyOfTheSameNameBelowAnotherAnchorIsNotBelieved() {
        ForgedCertificate otherRoot = Certificates.root().subject("C=CN", "O=Other", "CN=Root")
                .valid(NOW.minus(DAY), NOW.plus(DAY)).forge();
        ForgedCertificate namesake = Certificates.ca(otherRoot).subject("C=CN", "O=Forged", "CN=Issuing")
                .valid(NOW.minus(DAY), NOW.plus(DAY)).forge();
        world.intermediates.add(namesake);
        world.intermediates.add(otherRoot);
        world.answering(CRL, CrlWorld.crl(namesake, 10));

        assertThat(world.ask(leaf)).isEqualTo(NOBODY);
    }

    @Test
    void signerNeedsTheUsageAndItsOwnValidity() {
        world.intermediates.add(crlSigner("CN=Issuing")
                .extension(ForgedExtension.keyUsage(ForgedExtension.SIGNING)).forge());
        world.answering(CRL, CrlWorld.crl(world.intermediates.getLast(), 10));
        assertThat(world.ask(leaf)).isEqualTo(NOBODY);

        world.source = new CrlSource(world.fetcher);
        world.intermediates.add(crlSigner("CN=Issuing").valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY)).forge());
        world.answering(CRL, CrlWorld.crl(world.intermediates.getLast(), 10));
        assertThat(world.ask(leaf)).isEqualTo(NOBODY);
    }

    @Test
    void revokedSignerIsNotBelieved() {
        ForgedCertificate signer = imported(crlSigner("CN=Issuing"));
        world.answering(CRL, CrlWorld.crl(signer, 10));
        world.answering(ROOT_CRL, CrlWorld.crl(world.root, 1).revoke(signer, NOW, RevocationReason.KEY_COMPROMISE));

        assertThat(world.ask(leaf)).startsWith("unanswered: the CRL's signer").endsWith("is revoked");
    }

    @Test
    void signerOfUnknownStateIsNotBelieved() {
        ForgedCertificate signer = crlSigner("CN=Issuing").forge();
        world.intermediates.add(signer);
        world.answering(CRL, CrlWorld.crl(signer, 10));

        assertThat(world.ask(leaf)).startsWith("unanswered: the CRL's signer").contains("may be revoked");
    }

    @Test
    void indirectCrlAnswersForCertificatesThatNameItsIssuer() {
        ForgedCertificate lister = imported(crlSigner("CN=Lister"));
        ForgedCertificate naming = namingIssuer(lister);

        world.answering(CRL, indirect(lister));
        assertThat(world.ask(naming)).isEqualTo("good");

        world.source = new CrlSource(world.fetcher);
        world.answering(CRL, indirect(lister).revokeOf(naming, NOW, RevocationReason.KEY_COMPROMISE));
        assertThat(world.ask(naming)).isEqualTo("revoked");
    }

    @Test
    void entryOfAnIndirectCrlBelongsToTheIssuerThatIsNamedLast() {
        ForgedCertificate lister = imported(crlSigner("CN=Lister"));
        ForgedCertificate naming = namingIssuer(lister);
        ForgedCertificate foreign = world.leaf(imported(world.ca("CN=Elsewhere")));

        // RFC 5280 §5.3.3: without certificateIssuer the CRL's own issuer at first, then whoever was named before.
        world.answering(CRL, indirect(lister)
                .revoke(naming.serial(), NOW, RevocationReason.KEY_COMPROMISE)
                .revokeOf(foreign, NOW, RevocationReason.KEY_COMPROMISE));
        assertThat(world.ask(naming)).as("another issuer's certificate of the same number").isEqualTo("good");

        world.source = new CrlSource(world.fetcher);
        ForgedCertificate earlier = namingIssuer(lister);
        world.answering(CRL, indirect(lister)
                .revokeOf(foreign, NOW, RevocationReason.KEY_COMPROMISE)
                .revokeOf(earlier, NOW, RevocationReason.KEY_COMPROMISE)
                .revoke(naming.serial(), NOW, RevocationReason.UNSPECIFIED));
        assertThat(world.ask(naming)).isEqualTo("revoked");
    }

    @Test
    void indirectCrlThatDoesNotSaySoIsNotBelieved() {
        ForgedCertificate lister = imported(crlSigner("CN=Lister"));
        ForgedCertificate naming = namingIssuer(lister);

        world.answering(CRL, CrlWorld.crl(lister, 10));
        assertThat(world.ask(naming)).isEqualTo("unanswered: the CRL is for other certificates");

        world.source = new CrlSource(world.fetcher);
        world.answering(CRL, CrlWorld.crl(lister, 10).scope(scope(name(CRL), false))
                .revokeOf(naming, NOW, RevocationReason.SUPERSEDED));
        assertThat(world.ask(naming)).isEqualTo(
                "unanswered: the CRL lists certificates of another issuer but is not an indirect one");
    }

    @Test
    void certificateThatNamesNoOtherIssuerIsAnsweredByItsOwnAlone() {
        ForgedCertificate lister = imported(crlSigner("CN=Lister"));
        world.answering(CRL, indirect(lister));

        assertThat(world.ask(leaf)).isEqualTo("unanswered: the CRL is another issuer's");
    }

    @Test
    void issuersOwnCrlDoesNotAnswerForACertificateThatNamesAnother() {
        ForgedCertificate lister = imported(crlSigner("CN=Lister"));
        world.answering(CRL, world.crl());

        assertThat(world.ask(namingIssuer(lister))).isEqualTo("unanswered: the CRL is another issuer's");
    }

    @Test
    void listerWhoseOwnCertificateNamesItsOwnCrlIsBelievedAboutItself() {
        ForgedCertificate lister = Certificates.leaf(world.root).subject("C=CN", "O=Forged", "CN=Lister")
                .valid(NOW.minus(DAY), NOW.plus(DAY))
                .extension(ForgedExtension.keyUsage(KeyUsage.cRLSign))
                .extension(points(point(name(CRL), null, ForgedName.of("C=CN", "O=Forged", "CN=Lister"))))
                .forge();
        world.intermediates.add(lister);
        world.answering(CRL, indirect(lister));
        assertThat(world.ask(namingIssuer(lister))).isEqualTo("good");

        world.source = new CrlSource(world.fetcher);
        world.answering(CRL, indirect(lister).revokeOf(lister, NOW, RevocationReason.KEY_COMPROMISE));
        assertThat(world.ask(namingIssuer(lister))).endsWith("is revoked");
    }

    private Crl indirect(ForgedCertificate lister) {
        return CrlWorld.crl(lister, 10).scope(scope(name(CRL), true));
    }

    private ForgedCertificate namingIssuer(ForgedCertificate lister) {
        return world.leaf(world.issuing, points(point(name(CRL), null, lister.subject())));
    }

    private Certificates crlSigner(String name) {
        return Certificates.leaf(world.root).subject("C=CN", "O=Forged", name)
                .valid(NOW.minus(DAY), NOW.plus(DAY))
                .extension(ForgedExtension.keyUsage(KeyUsage.cRLSign))
                .extension(ForgedExtension.crl(ROOT_CRL));
    }

    /** Among the CA's certificates, and not revoked by the root. */
    private ForgedCertificate imported(Certificates certificate) {
        ForgedCertificate forged = certificate.forge();
        world.intermediates.add(forged);
        world.answering(ROOT_CRL, CrlWorld.crl(world.root, 1));
        return forged;
    }
}
