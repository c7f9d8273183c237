package dev.tamga.ca.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Which of many paths: cross-certificates, several certificates of one key, several keys of one name, meshes. */
class PathSearchTest {
    private static final ForgedCertificate ROOT = Forged.root("CN=Root").forge();

    @Test
    void chainOfEightIsAcceptedAndOfNineIsNot() {
        List<ForgedCertificate> cas = chainBelow(ROOT, 7);

        Forged tree = Forged.trusting(ROOT).with(cas.toArray(ForgedCertificate[]::new));

        assertThat(tree.path(Forged.leaf(cas.get(5)).forge())).hasSize(8);
        assertThat(tree.outcome(Forged.leaf(cas.get(6)).forge()))
                .startsWith("untrusted-path").contains("leads to no anchor within 8 certificates");
    }

    @Test
    void oneKeyWithSeveralCertificatesUsesTheOneThatHolds() {
        ForgedKey key = ForgedKey.sm2();
        ForgedCertificate expired =
                Forged.ca(ROOT, "CN=Issuing").key(key).notAfter(Forged.NOW.minusSeconds(1)).forge();
        ForgedCertificate early = Forged.ca(ROOT, "CN=Issuing").key(key).notBefore(Forged.NOW.plusSeconds(1)).forge();
        ForgedCertificate good = Forged.ca(ROOT, "CN=Issuing").key(key).notAfter(Forged.NOW.plusSeconds(9)).forge();
        ForgedCertificate leaf = Forged.leaf(expired).forge();

        assertThat(Forged.trusting(ROOT).with(expired, early, good).path(leaf).get(1).hash())
                .isEqualTo(Forged.view(good).hash());
        assertThat(Forged.trusting(ROOT).with(expired, early).outcome(leaf)).startsWith("untrusted-path");
    }

    @Test
    void oneNameWithSeveralKeysUsesTheOneThatSigned() {
        List<ForgedCertificate> namesakes = IntStream.range(0, 20)
                .mapToObj(i -> Forged.ca(ROOT, "CN=Issuing").forge()).toList();
        Forged tree = Forged.trusting(ROOT).with(namesakes.toArray(ForgedCertificate[]::new));

        for (ForgedCertificate issuing : List.of(namesakes.getFirst(), namesakes.get(9), namesakes.getLast())) {
            assertThat(tree.path(Forged.leaf(issuing).forge()).get(1).hash())
                    .isEqualTo(Forged.view(issuing).hash());
            assertThat(tree.path(Forged.leaf(issuing).withoutKeyIds().forge()).get(1).hash())
                    .as("without key identifiers").isEqualTo(Forged.view(issuing).hash());
        }
    }

    @Test
    void wrongKeyIdentifierIsNoGroundForRefusal() {
        ForgedExtension wrong = ForgedExtension.raw(
                "2.5.29.35", new byte[] {0x30, 6, (byte) 0x80, 4, 1, 2, 3, 4});

        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).extension(wrong).forge())).isEqualTo("accepted");
    }

    @Test
    void crossCertifiedCaIsReachedFromEitherRoot() {
        ForgedCertificate otherRoot = Forged.root("CN=Other root").forge();
        ForgedCertificate issuing = Forged.ca(ROOT, "CN=Issuing").forge();
        ForgedCertificate cross = Forged.ca(otherRoot, "CN=Issuing").key(issuing.key()).forge();
        ForgedCertificate leaf = Forged.leaf(issuing).forge();

        assertThat(Forged.trusting(ROOT).with(issuing, cross).path(leaf)).hasSize(3);
        assertThat(Forged.trusting(otherRoot).with(issuing, cross).path(leaf)).hasSize(3);
    }

    @Test
    void rekeyedRootIsReachedThroughItsLinkCertificates() {
        ForgedCertificate old = Forged.root("CN=Rolling").forge();
        ForgedCertificate young = Forged.root("CN=Rolling").forge();
        ForgedCertificate newWithOld = Forged.ca(old, "CN=Rolling").key(young.key()).forge();
        ForgedCertificate oldWithNew = Forged.ca(young, "CN=Rolling").key(old.key()).forge();

        assertThat(Forged.trusting(old).with(newWithOld).path(Forged.leaf(young).forge())).hasSize(3);
        assertThat(Forged.trusting(young).with(oldWithNew).path(Forged.leaf(old).forge())).hasSize(3);
        assertThat(Forged.trusting(old, young).with(newWithOld, oldWithNew).path(Forged.leaf(old).forge()))
                .as("the shortest").hasSize(2);
    }

    @Test
    void wrongTurnsAreLeftForTheRightOne() {
        ForgedKey key = ForgedKey.sm2();
        ForgedCertificate notCa = Forged.ca(ROOT, "CN=Issuing").key(key).extension(ForgedExtension.notCa()).forge();
        ForgedCertificate forged = Forged.ca(ROOT, "CN=Issuing").key(key).signedBy(ForgedKey.sm2()).forge();
        ForgedCertificate narrow = Forged.ca(ROOT, "CN=Upper").extension(ForgedExtension.ca(0)).forge();
        ForgedCertificate tooDeep = Forged.ca(narrow, "CN=Issuing").key(key).forge();
        ForgedCertificate upper = Forged.ca(ROOT, "CN=Upper2").forge();
        ForgedCertificate good = Forged.ca(upper, "CN=Issuing").key(key).forge();

        Forged wrong = Forged.trusting(ROOT).with(notCa, forged, narrow, tooDeep, upper);
        ForgedCertificate leaf = Forged.leaf(good).forge();

        assertThat(wrong.outcome(leaf)).startsWith("untrusted-path")
                .contains("path length is 0").contains("cA FALSE").contains("not signed by");
        assertThat(wrong.with(good).path(leaf)).hasSize(4);
    }

    @Test
    void loopsEnd() {
        ForgedKey a = ForgedKey.sm2();
        ForgedKey b = ForgedKey.sm2();
        ForgedCertificate selfA = Forged.root("CN=A").key(a).forge();
        ForgedCertificate selfB = Forged.root("CN=B").key(b).forge();
        ForgedCertificate aByB = Forged.ca(selfB, "CN=A").key(a).forge();
        ForgedCertificate bByA = Forged.ca(selfA, "CN=B").key(b).forge();
        ForgedCertificate leaf = Forged.leaf(selfA).forge();

        assertThat(Forged.trusting(ROOT).with(aByB, bByA, selfA).outcome(leaf)).startsWith("untrusted-path");
        ForgedCertificate way = Forged.ca(ROOT, "CN=B").key(b).forge();
        assertThat(Forged.trusting(ROOT).with(aByB, bByA, selfA, way).path(leaf)).hasSize(4);
    }

    @Test
    void meshOfTwoHundredCertificatesAnswersQuickly() {
        List<ForgedCertificate> mesh = mesh(14);
        ForgedCertificate leaf = Forged.leaf(mesh.getLast()).forge();
        ForgedCertificate gate = Forged.ca(ROOT, "CN=0").key(mesh.getFirst().key()).forge();
        ForgedCertificate shut = Forged.ca(ROOT, "CN=0").key(mesh.getFirst().key())
                .extension(ForgedExtension.ca(0)).forge();

        assertThat(mesh).hasSizeGreaterThan(180);
        assertThat(quickly(Forged.trusting(ROOT).with(mesh.toArray(ForgedCertificate[]::new)), leaf))
                .startsWith("untrusted-path");
        assertThat(quickly(Forged.trusting(ROOT).with(mesh.toArray(ForgedCertificate[]::new)).with(gate), leaf))
                .isEqualTo("accepted");
        assertThat(quickly(Forged.trusting(ROOT).with(mesh.toArray(ForgedCertificate[]::new)).with(shut), leaf))
                .startsWith("untrusted-path").contains("path length is 0");
    }

    @Test
    void twoHundredNamesakesAnswerQuickly() {
        List<ForgedCertificate> namesakes = new ArrayList<>();
        ForgedCertificate above = Forged.root("CN=Namesake").forge();
        for (int i = 0; i < 200; i++) {
            namesakes.add(Forged.ca(above, "CN=Namesake").withoutKeyIds().forge());
            above = i % 10 == 9 ? Forged.root("CN=Namesake").forge() : namesakes.getLast();
        }
        ForgedCertificate anchor = Forged.root("CN=Namesake").forge();
        ForgedCertificate stranger = Forged.leaf(namesakes.getLast()).withoutKeyIds().forge();

        assertThat(quickly(Forged.trusting(anchor).with(namesakes.toArray(ForgedCertificate[]::new)), stranger))
                .startsWith("untrusted-path");
    }

    @Test
    void uselessCandidatesDoNoHarm() {
        ForgedCertificate issuing = Forged.ca(ROOT, "CN=Issuing").forge();
        ForgedCertificate leaf = Forged.leaf(issuing).forge();
        Forged tree = Forged.trusting(ROOT, Forged.root("CN=Unrelated")
                        .extension(ForgedExtension.utf8("1.2.3.4", "?").critical()).forge())
                .with(issuing, issuing, leaf, Forged.root("CN=Stranger").forge(), ROOT);

        assertThat(tree.path(leaf)).hasSize(3);
    }

    @Test
    void eachSignatureOfACaIsVerifiedOnce() {
        ForgedCertificate issuing = Forged.ca(ROOT, "CN=Issuing").forge();
        TrustMaterial material = Forged.trusting(ROOT).with(issuing).material();
        CertificateView issuingView = material.named(issuing.subject()).getFirst();
        CertificateView root = material.anchors().getFirst();
        CertificateView leaf = Forged.view(Forged.leaf(issuing).forge());

        LinkSignatures search = material.signatures().searching(leaf);
        assertThat(new PathSearch(material.index(), search, Forged.NOW, false).find(leaf)).isPresent();

        assertThat(material.signatures().isKnown(issuingView, root)).isTrue();
        assertThat(search.isKnown(leaf, issuingView)).isTrue();
        assertThat(material.signatures().isKnown(leaf, issuingView)).as("a stranger leaves nothing behind").isFalse();
    }

    private static String quickly(Forged tree, ForgedCertificate leaf) {
        return assertTimeout(Duration.ofSeconds(30), () -> tree.outcome(leaf));
    }

    /** Everybody certifies everybody: the first one's own certificate first, the last one's last. */
    private static List<ForgedCertificate> mesh(int size) {
        List<ForgedCertificate> selfSigned =
                IntStream.range(0, size).mapToObj(i -> Forged.root("CN=" + i).forge()).toList();
        List<ForgedCertificate> mesh = new ArrayList<>(List.of(selfSigned.getFirst()));
        for (ForgedCertificate issuer : selfSigned) {
            for (int i = 0; i < size; i++) {
                if (selfSigned.get(i) != issuer) {
                    mesh.add(Forged.ca(issuer, "CN=" + i).key(selfSigned.get(i).key()).forge());
                }
            }
        }
        mesh.add(selfSigned.getLast());
        return mesh;
    }

    private static List<ForgedCertificate> chainBelow(ForgedCertificate root, int length) {
        List<ForgedCertificate> cas = new ArrayList<>();
        ForgedCertificate above = root;
        for (int i = 0; i < length; i++) {
            above = Forged.ca(above, "CN=CA " + i).forge();
            cas.add(above);
        }
        return cas;
    }
}
