package dev.tamga.ca.revocation;

import java.math.BigInteger;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.tamga.ca.CaId;
import dev.tamga.ca.chain.KeyHash;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static dev.tamga.ca.revocation.CrlWorld.view;
import static org.assertj.core.api.Assertions.assertThat;

/** Why a certificate was revoked, by the CRLs in memory: a question that never becomes a request. */
class KeptReasonsTest {
    private static final CaId CA = new CaId("forged");

    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate asked = world.leaf();
    private final ForgedCertificate revoked = world.leaf();

    @Test
    void aKeptCrlSaysWhyACertificateWasRevoked() {
        world.answering(CRL, world.crl()
                .revoke(revoked, NOW, RevocationReason.SUPERSEDED)
                .revoke(asked, NOW, RevocationReason.KEY_COMPROMISE));
        world.ask(asked);

        assertThat(reasons(CA, world.issuing, revoked.serial())).containsExactly(4);
        assertThat(reasons(CA, world.issuing, asked.serial())).containsExactly(1);
        assertThat(reasons(CA, world.issuing, BigInteger.TEN)).isEmpty();
    }

    @Test
    void anotherCasOrAnotherKeysCertificateOfThatNumberIsNotMeant() {
        world.answering(CRL, world.crl().revoke(revoked, NOW, RevocationReason.SUPERSEDED));
        world.ask(asked);

        assertThat(reasons(new CaId("other"), world.issuing, revoked.serial())).isEmpty();
        assertThat(reasons(CA, world.root, revoked.serial())).isEmpty();
    }

    @Test
    void nothingIsFetchedForTheQuestion() {
        world.answering(CRL, world.crl().revoke(revoked, NOW, RevocationReason.SUPERSEDED));

        assertThat(reasons(CA, world.issuing, revoked.serial())).isEmpty();
        assertThat(world.fetcher.asked()).isEmpty();
    }

    private Set<Integer> reasons(CaId ca, ForgedCertificate issuer, BigInteger serial) {
        return world.source.reasons(ca, KeyHash.of(view(issuer)), serial);
    }
}
