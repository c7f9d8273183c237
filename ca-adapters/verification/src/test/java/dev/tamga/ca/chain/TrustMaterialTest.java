package dev.tamga.ca.chain;

import java.security.SignatureException;
import java.util.List;

import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Refused;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an operator imports, and what is made of it. */
class TrustMaterialTest {
    private static final ForgedCertificate ROOT = Forged.root("CN=Root").forge();
    private static final ForgedCertificate ISSUING = Forged.ca(ROOT, "CN=Issuing").forge();

    @Test
    void intermediateWhoseIssuerIsMissingIsLeftAside() throws Refused {
        ForgedCertificate orphan = Forged.ca(Forged.root("CN=Nobody's").forge(), "CN=Orphan").forge();
        ForgedCertificate lookAlike = Forged.ca(ROOT, "CN=Forged").signedBy(ForgedKey.sm2()).forge();

        TrustMaterial material = TrustMaterial.open(Forged.views(ROOT), Forged.views(orphan, ISSUING, lookAlike));

        assertThat(material.ignored()).extracting(one -> one.subject().toString())
                .containsExactly("CN=Orphan,O=Forged,C=CN", "CN=Forged,O=Forged,C=CN");
        assertThat(material.certificates()).hasSize(2);
        assertThat(material.issuingKeys()).hasSize(1);
        Leaf leaf = CertificateReader.read(Forged.leaf(ISSUING).forge().encoded());
        assertThat(material.recognise(leaf)).isPresent();
        assertThat(material.recognise(CertificateReader.read(Forged.leaf(orphan).forge().encoded()))).isEmpty();
    }

    @Test
    void everyCertificateThatIsNoCasIsNamed() {
        ForgedCertificate leaf = Forged.leaf(ROOT).forge();
        ForgedCertificate notCa = Forged.ca(ROOT, "CN=Not").extension(ForgedExtension.notCa()).forge();

        assertThatThrownBy(() -> TrustMaterial.open(Forged.views(leaf), Forged.views(notCa, ISSUING)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"CN=青城公司,O=青城公司,C=CN\" is not a CA certificate: basic constraints are absent")
                .hasMessageContaining(
                        "\"CN=Not,O=Forged,C=CN\" is not a CA certificate: basic constraints say cA FALSE");
    }

    @Test
    void crlSignerThatIsNoCaMayBeImportedAndIssuesNothing() throws Refused {
        ForgedCertificate signer = Forged.leaf(ROOT).subject("CN=CRL signer")
                .extension(ForgedExtension.keyUsage(KeyUsage.cRLSign)).forge();
        TrustMaterial material = TrustMaterial.open(Forged.views(ROOT), Forged.views(signer, ISSUING));

        assertThat(material.ignored()).isEmpty();
        assertThat(material.named(signer.subject())).hasSize(1);
        assertThat(material.issuingKeys()).hasSize(1);
        assertThat(new ChainBuilder(material).check(material.named(signer.subject()).getFirst(), Forged.NOW).path())
                .hasSize(2);
    }

    @Test
    void rootThatCertifiesAnIntermediateIssuesNoKeysToHolders() {
        TrustMaterial material = TrustMaterial.open(Forged.views(ROOT), Forged.views(ISSUING));

        assertThat(material.issuingKeys()).containsExactly(KeyHash.of(Forged.view(ISSUING)));
        assertThat(TrustMaterial.open(Forged.views(ROOT), List.of()).issuingKeys())
                .containsExactly(KeyHash.of(Forged.view(ROOT)));
    }

    @Test
    void pathIsRememberedAndLeftWhenACasDatesPass() throws Refused {
        ForgedKey key = ForgedKey.sm2();
        ForgedCertificate soonOver =
                Forged.ca(ROOT, "CN=Issuing").key(key).notAfter(Forged.NOW.plusSeconds(10)).forge();
        ForgedCertificate renewed = Forged.ca(ROOT, "CN=Issuing").key(key).notBefore(Forged.NOW.plusSeconds(5)).forge();
        TrustMaterial material = TrustMaterial.open(Forged.views(ROOT), Forged.views(soonOver, renewed));
        ChainBuilder builder = new ChainBuilder(material);
        IssuedLeaf leaf = material
                .recognise(CertificateReader.read(Forged.leaf(soonOver).forge().encoded())).orElseThrow();

        TrustedChain first = builder.check(leaf, Forged.NOW);

        assertThat(builder.check(leaf, Forged.NOW.plusSeconds(10))).as("remembered").isSameAs(first);
        TrustedChain second = builder.check(leaf, Forged.NOW.plusSeconds(11));
        assertThat(second.issuer().hash()).isEqualTo(Forged.view(renewed).hash()).isNotEqualTo(first.issuer().hash());
    }

    @Test
    void leafIsRefusedAfterItsDatesThoughItsPathIsRemembered() throws Refused {
        TrustMaterial material = TrustMaterial.open(Forged.views(ROOT), Forged.views(ISSUING));
        ChainBuilder builder = new ChainBuilder(material);
        IssuedLeaf leaf = material.recognise(CertificateReader.read(
                Forged.leaf(ISSUING).notAfter(Forged.NOW.plusSeconds(1)).forge().encoded())).orElseThrow();

        builder.check(leaf, Forged.NOW);

        assertThatThrownBy(() -> builder.check(leaf, Forged.NOW.plusSeconds(2)))
                .isInstanceOf(Refused.class).hasMessageStartingWith("expired");
    }

    @Test
    void pathIsNeverTakenFromOtherTrustMaterial() throws Refused {
        TrustMaterial one = TrustMaterial.open(Forged.views(ROOT), Forged.views(ISSUING));
        TrustMaterial other = TrustMaterial.open(Forged.views(Forged.root("CN=Other").forge()), List.of());
        IssuedLeaf leaf =
                one.recognise(CertificateReader.read(Forged.leaf(ISSUING).forge().encoded())).orElseThrow();
        new ChainBuilder(one).check(leaf, Forged.NOW);

        assertThatThrownBy(() -> new ChainBuilder(other).check(leaf, Forged.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void verifiedLinkAnswersForTheKeyThatSignedAndForNoOther() throws Exception {
        LinkSignatures signatures = new LinkSignatures();
        CertificateView issuing = Forged.view(ISSUING);
        CertificateView root = Forged.view(ROOT);
        CertificateView stranger = Forged.view(Forged.root("CN=Root").forge());

        VerifiedLink link = VerifiedLink.of(issuing, root, signatures);

        link.verify(root.jca().getPublicKey());
        assertThatThrownBy(() -> link.verify(stranger.jca().getPublicKey())).isInstanceOf(SignatureException.class);
        assertThatThrownBy(() -> VerifiedLink.of(issuing, stranger, signatures))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
