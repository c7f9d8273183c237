package dev.tamga.ca.proof;

import java.io.IOException;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.fuzz.FuzzKey;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.Cms;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** A signature is accepted for its text, its key and its very bytes, or not at all. */
class SignaturePropertyTest {
    private static final String SEED = "20261121";
    private static final List<ForgedCertificate> SIGNERS = List.of(
            leaf(ForgedKey.sm2()), leaf(ForgedKey.p256()), leaf(ForgedKey.p384()), leaf(ForgedKey.rsa(2048)));

    @Property(seed = SEED, tries = 100)
    void anyTextIsAcceptedFromItsSignerAndNoOther(@ForAll @IntRange(max = 3) int signer, @ForAll byte[] text)
            throws IOException {
        byte[] signature = SIGNERS.get(signer).sign(text);

        assertThatCode(() -> SignatureCheck.check(view(signer), text, signature)).doesNotThrowAnyException();
        for (int other = 0; other < SIGNERS.size(); other++) {
            assertThat(other == signer || isRefused(other, text, signature)).isTrue();
        }
    }

    @Property(seed = SEED, tries = 300)
    void anyChangedBitIsRefused(@ForAll @IntRange(max = 3) int signer, @ForAll byte[] text, @ForAll char place)
            throws IOException {
        byte[] signature = SIGNERS.get(signer).sign(text);
        signature[place / 8 % signature.length] ^= (byte) (1 << place % 8);

        assertThat(isRefused(signer, text, signature)).isTrue();
    }

    @Property(seed = SEED, tries = 300)
    void anyChangedBitOfWhatACmsSignsIsRefused(@ForAll boolean hasAttributes, @ForAll char place) throws IOException {
        byte[] text = {1, 2, 3};
        Cms cms = Cms.of(SIGNERS.getFirst(), text).withoutCertificate().detached();
        byte[] encoded = (hasAttributes ? cms.withSignedAttributes() : cms).forge();
        // The names of algorithms have several accepted spellings; the attributes and the signature have one.
        int from = encoded.length - 60;
        encoded[from + place / 8 % (encoded.length - from)] ^= (byte) (1 << place % 8);

        assertThat(isRefused(0, text, encoded)).isTrue();
    }

    private static boolean isRefused(int signer, byte[] text, byte[] signature) throws IOException {
        try {
            SignatureCheck.check(view(signer), text, signature);
            return false;
        } catch (Refused refused) {
            return true;
        }
    }

    private static CertificateView view(int signer) throws IOException {
        return CertificateReader.parse(SIGNERS.get(signer).encoded());
    }

    private static ForgedCertificate leaf(ForgedKey key) {
        return Certificates.leaf(FuzzKey.CA).key(key).subject("CN=Leaf")
                .valid(FuzzKey.NOW.minusSeconds(60), FuzzKey.NOW.plusSeconds(60)).forge();
    }
}
