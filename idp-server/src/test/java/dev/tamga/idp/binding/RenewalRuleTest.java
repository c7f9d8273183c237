package dev.tamga.idp.binding;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.HolderName;
import dev.tamga.idp.SampleHolders;
import dev.tamga.idp.binding.KeyCabinet.Made;

import static org.assertj.core.api.Assertions.assertThat;

/** domain.md §5.7, one test for each condition: everything else holds. */
final class RenewalRuleTest {
    private static final Instant NOW = KeyCabinet.NOW;
    private static final Set<Integer> NOT_REVOKED = Set.of();
    private static final int UNSPECIFIED = 0;
    private static final int KEY_COMPROMISE = 1;
    private static final int SUPERSEDED = 4;
    private static final int CESSATION_OF_OPERATION = 5;

    private final RenewalRule rule = new RenewalRule(ca -> ca.value().equals("snca"));
    private final Made next = Made.of("2B20").valid(-1, 364);

    @Test
    void everythingHolds() {
        assertThat(isRenewal(next, due())).isTrue();
    }

    @Test
    void theCaIsTheSame() {
        assertThat(isRenewal(next.ca("cfca"), due())).isFalse();
    }

    @Test
    void theHolderKindIsTheSame() {
        assertThat(isRenewal(next.kind(HolderKind.ORGANIZATION_PERSON), due())).isFalse();
        assertThat(isRenewal(next, with(due(), "PERSON", SampleHolders.CREDIT_CODE))).isFalse();
    }

    @Test
    void theCheckedCodeIsTheSame() {
        assertThat(isRenewal(next.code(SampleHolders.OTHER_CREDIT_CODE), due())).isFalse();
    }

    @Test
    void aCodeThatOnlyHoldsTheOtherIsAnotherOne() {
        assertThat(isRenewal(next.code(SampleHolders.CREDIT_CODE.substring(8, 17)), due())).isFalse();
    }

    @Test
    void withoutACheckedCodeThereIsNoRenewal() {
        assertThat(isRenewal(next.code(null), with(due(), "ENTERPRISE", null))).isFalse();
    }

    @Test
    void theNormalisedNameIsEqual() {
        assertThat(isRenewal(next.name("青城建设集团有限公司"), due())).isFalse();
        assertThat(isRenewal(next.name("　" + SampleHolders.NAME + " "), due())).isTrue();
    }

    @Test
    void anotherNameAloneIsARenamedOne() {
        Made renamed = next.name("青城建设集团有限公司");

        assertThat(rule.isRenamed(renamed.holder(), due(), NOT_REVOKED, NOW)).isTrue();
        assertThat(rule.isRenamed(next.holder(), due(), NOT_REVOKED, NOW)).isFalse();
        assertThat(rule.isRenamed(renamed.ca("cfca").holder(), due(), NOT_REVOKED, NOW)).isFalse();
        assertThat(rule.isRenamed(renamed.holder(), ending(91), NOT_REVOKED, NOW)).isFalse();
    }

    @Test
    void theBoundCertificateExpiresWithinNinetyDays() {
        assertThat(isRenewal(next, ending(90))).isTrue();
        assertThat(isRenewal(next, ending(91))).isFalse();
    }

    @Test
    void orItHasExpiredHoweverLongAgo() {
        assertThat(isRenewal(next, ending(-1))).isTrue();
        assertThat(isRenewal(next, ending(-300))).isTrue();
    }

    @Test
    void orItWasRevokedAsSupersededOrCessationOfOperation() {
        assertThat(rule.isRenewal(next.holder(), ending(300), Set.of(SUPERSEDED), NOW)).isTrue();
        assertThat(rule.isRenewal(next.holder(), ending(300), Set.of(CESSATION_OF_OPERATION), NOW)).isTrue();
        assertThat(rule.isRenewal(next.holder(), ending(300), Set.of(UNSPECIFIED), NOW)).isFalse();
    }

    @Test
    void revokedForKeyCompromiseItIsNeverRenewed() {
        assertThat(rule.isRenewal(next.holder(), due(), Set.of(KEY_COMPROMISE), NOW)).isFalse();
        assertThat(rule.isRenewal(next.holder(), due(), Set.of(KEY_COMPROMISE, SUPERSEDED), NOW)).isFalse();
    }

    @Test
    void frozenHereItIsNotRenewed() {
        FormerKey due = due();
        FormerKey frozen = new FormerKey(
                due.keyId(), due.subjectId(), due.subjectName(), due.ca(), due.issuerKeyId(), due.certificateHash(),
                due.holderKind(), due.code(), due.normalisedName(), due.keyNumber(), due.mediumNumber(),
                due.notBefore(), due.notAfter(), true, true);

        assertThat(isRenewal(next, frozen)).isFalse();
    }

    @Test
    void theNewNotBeforeIsLater() {
        assertThat(isRenewal(next.valid(-360, 364), due())).isFalse();
        assertThat(isRenewal(next.valid(-361, 364), due())).isFalse();
        assertThat(isRenewal(next.valid(-359, 364), due())).isTrue();
    }

    @Test
    void whereTheCaNumbersKeysTheNumberIsEqual() {
        FormerKey bound = at("snca", "1A10");

        assertThat(isRenewal(next.ca("snca"), bound)).isFalse();
        assertThat(isRenewal(Made.of("1A10").ca("snca").valid(-1, 364), bound)).isTrue();
    }

    @Test
    void whereTheCaNumbersCertificatesANumberThatComesAgainIsARecycledOne() {
        assertThat(isRenewal(Made.of("1A10").valid(-1, 364), due())).isFalse();
    }

    private boolean isRenewal(Made certificate, FormerKey bound) {
        VerifiedHolder holder = certificate.holder();
        return rule.isRenewal(holder, bound, NOT_REVOKED, NOW);
    }

    private static FormerKey due() {
        return ending(30);
    }

    private static FormerKey ending(int days) {
        return former("bjca", "1A10", "ENTERPRISE", SampleHolders.CREDIT_CODE, days);
    }

    private static FormerKey at(String ca, String number) {
        return former(ca, number, "ENTERPRISE", SampleHolders.CREDIT_CODE, 30);
    }

    private static FormerKey with(FormerKey key, String kind, String code) {
        return former(key.ca().value(), key.keyNumber(), kind, code, 30);
    }

    private static FormerKey former(String ca, String number, String kind, String code, int days) {
        return new FormerKey(
                "key-1", "subject-1", SampleHolders.NAME, new CaId(ca), "ab".repeat(32), new byte[32], kind,
                Optional.ofNullable(code), HolderName.normalise(SampleHolders.NAME), number, "5303201712015217",
                NOW.minus(Duration.ofDays(360)), NOW.plus(Duration.ofDays(days)), true, false);
    }
}
