package dev.tamga.idp.signingkey;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestMaster;
import dev.tamga.idp.secret.MasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("database")
final class SigningKeysTest {
    private static final Duration TOKENS_LIVE = Duration.ofHours(1);
    private static final int ALGORITHMS = SigningKeys.ALGORITHMS.size();

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SigningKeys keys(int master) {
        return new SigningKeys(database.jdbi(), TestMaster.key(master), new SecureRandom(), clock, TOKENS_LIVE);
    }

    private SigningKeys node() {
        SigningKeys keys = keys(1);
        keys.open();
        return keys;
    }

    private static SignedJWT sign(SigningKeys keys, String algorithm) throws Exception {
        return SignedJWT.parse(keys.sign(algorithm, "JWT", new JWTClaimsSet.Builder().subject("s").build()));
    }

    private static String kid(SigningKeys keys) throws Exception {
        return sign(keys, "ES256").getHeader().getKeyID();
    }

    private static List<String> published(SigningKeys keys) {
        return keys.publicKeys().getKeys().stream().map(JWK::getKeyID).toList();
    }

    @Test
    void keysAreMadeOnceAndKept() {
        SigningKeys first = node();
        SigningKeys afterRestart = node();
        assertThat(afterRestart.publicKeys().getKeys()).hasSize(ALGORITHMS)
                .isEqualTo(first.publicKeys().getKeys())
                .noneMatch(JWK::isPrivate);
    }

    @Test
    void nodesThatStartTogetherMakeOneKeyForEachAlgorithm() throws Exception {
        List<SigningKeys> nodes = Race.run(4, i -> this::node);
        nodes.forEach(SigningKeys::refresh);
        assertThat(nodes).allSatisfy(node -> assertThat(published(node)).hasSize(ALGORITHMS)
                .containsExactlyInAnyOrderElementsOf(published(nodes.getFirst())));
    }

    @Test
    void anotherMasterKeyStopsTheStartWithoutTellingEither() {
        keys(1).open();
        assertThatThrownBy(() -> keys(2).open())
                .hasMessageContaining("TAMGA_MASTER_KEY")
                .hasMessageNotContaining("AAAA");
    }

    private SigningKeys keys(int master, int previous) {
        return new SigningKeys(
                database.jdbi(), TestMaster.key(master, previous), new SecureRandom(), clock, TOKENS_LIVE);
    }

    @Test
    void aReplacedMasterKeyKeepsTheSigningKeysAlsoOnNodesThatStartTogether() throws Exception {
        SigningKeys before = node();
        SignedJWT token = sign(before, "ES256");

        List<SigningKeys> nodes = Race.run(4, i -> () -> {
            SigningKeys node = keys(2, 1);
            node.open();
            return node;
        });

        assertThat(nodes).allSatisfy(node -> {
            assertThat(published(node)).isEqualTo(published(before));
            assertThat(node.isOurs(token)).isTrue();
            assertThat(before.isOurs(sign(node, "ES256"))).isTrue();
        });
        keys(2).open();
        assertThatThrownBy(() -> keys(1).open()).as("nothing is left for the former one")
                .hasMessageContaining("TAMGA_MASTER_KEY");
    }

    @Test
    void whatANodeWithTheFormerMasterKeyMakesMeanwhileIsSealedAnewToo() throws Exception {
        SigningKeys late = keys(1, 2);
        late.open();
        SigningKeys early = keys(2, 1);
        early.open();
        assertThat(late.isOurs(sign(early, "RS256"))).isTrue();

        late.rotate(true);
        early.refresh();

        assertThat(published(early)).isEqualTo(published(late));
        assertThat(early.isOurs(sign(late, "ES256"))).isTrue();
        keys(2).open();
    }

    @Test
    void aTokenOfOursIsRecognisedAndNoOther() throws Exception {
        SigningKeys ours = node();
        for (String algorithm : SigningKeys.ALGORITHMS) {
            SignedJWT token = sign(ours, algorithm);
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
            assertThat(ours.isOurs(token)).isTrue();
            String changed = token.getParsedParts()[0] + "." + token.getParsedParts()[1] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
            assertThat(ours.isOurs(SignedJWT.parse(changed))).isFalse();
        }
        try (TestDatabase other = TestDatabase.open()) {
            SigningKeys strangers = new SigningKeys(
                    other.jdbi(), TestMaster.key(0), new SecureRandom(), clock, TOKENS_LIVE);
            strangers.open();
            assertThat(ours.isOurs(sign(strangers, "ES256"))).isFalse();
        }
    }

    /**
     * Row 25: published twice the cache time before its first signature, the old one kept until its last token died.
     */
    @Test
    void aRotatedKeyIsPublishedNowSignsLaterAndTheOldOneLeavesAfterItsTokens() throws Exception {
        SigningKeys keys = node();
        String old = kid(keys);
        List<PublishedKey> made = keys.rotate(false).orElseThrow();

        assertThat(made).hasSize(ALGORITHMS).allSatisfy(key ->
                assertThat(key.signsFrom()).isEqualTo(clock.instant().plus(SigningKeys.JWKS_MAX_AGE.multipliedBy(2))));
        assertThat(published(keys)).hasSize(2 * ALGORITHMS).contains(old);
        clock.move(Duration.ofSeconds(599));
        SignedJWT last = sign(keys, "ES256");
        assertThat(last.getHeader().getKeyID()).as("platforms may still have the old set").isEqualTo(old);
        clock.move(Duration.ofSeconds(1));
        assertThat(kid(keys)).isNotEqualTo(old).isIn(made.stream().map(PublishedKey::id).toList());

        clock.move(TOKENS_LIVE.minusSeconds(1));
        keys.refresh();
        assertThat(published(keys)).contains(old);
        assertThat(keys.isOurs(last)).isTrue();
        clock.move(Duration.ofSeconds(1));
        keys.refresh();
        assertThat(published(keys)).hasSize(ALGORITHMS).doesNotContain(old);
        assertThat(keys.isOurs(last)).isFalse();
        assertThat(keys.wasOurs(last)).as("a hint is as old as a platform's session").isTrue();
    }

    @Test
    void aRetiredKeysPrivateHalfIsGone() throws Exception {
        SigningKeys keys = node();
        String old = kid(keys);
        keys.rotate(true);
        clock.move(TOKENS_LIVE.plusSeconds(1));
        keys.refresh();
        byte[] left = database.jdbi().withHandle(handle -> handle
                .createQuery("select private_jwk from signing_key where id = :id").bind("id", old)
                .mapTo(byte[].class).one());
        assertThat(left).isEmpty();
        assertThat(keys.list()).filteredOn(key -> key.id().equals(old))
                .singleElement().extracting(PublishedKey::retiredAt).isEqualTo(Optional.of(clock.instant()));
    }

    @Test
    void rotatingAtOnceSignsAtOnceAndAnotherNodeVerifiesWithoutWaiting() throws Exception {
        SigningKeys one = node();
        SigningKeys other = node();
        clock.move(Duration.ofSeconds(2));
        String old = kid(one);
        one.rotate(true);
        SignedJWT token = sign(one, "RS256");

        assertThat(kid(one)).isNotEqualTo(old);
        assertThat(published(other)).doesNotContain(token.getHeader().getKeyID());
        assertThat(other.isOurs(token)).as("an unknown kid makes it look").isTrue();
        assertThat(kid(other)).isEqualTo(kid(one));
    }

    @Test
    void unknownKidsMakeANodeLookOnceASecondAtMost() throws Exception {
        SigningKeys one = node();
        SigningKeys other = node();
        clock.move(Duration.ofSeconds(2));
        try (TestDatabase elsewhere = TestDatabase.open()) {
            SigningKeys strangers = new SigningKeys(
                    elsewhere.jdbi(), TestMaster.key(1), new SecureRandom(), clock, TOKENS_LIVE);
            strangers.open();
            assertThat(other.isOurs(sign(strangers, "ES256"))).isFalse();
        }
        one.rotate(true);
        SignedJWT token = sign(one, "ES256");
        assertThat(other.isOurs(token)).as("it has just looked").isFalse();
        clock.move(Duration.ofSeconds(2));
        assertThat(other.isOurs(token)).isTrue();
    }

    @Test
    void aKeyMadeInAnEmergencyIsNotDisplacedByTheOneThatWasPublishedBefore() throws Exception {
        SigningKeys keys = node();
        keys.rotate(false);
        clock.move(Duration.ofSeconds(10));
        keys.rotate(true);
        String emergency = kid(keys);
        clock.move(Duration.ofMinutes(20));
        keys.refresh();

        assertThat(kid(keys)).isEqualTo(emergency);
    }

    @Test
    void aRevokedKeyIsNeitherPublishedNorBelievedAndAnotherSignsInItsPlace() throws Exception {
        SigningKeys keys = node();
        String stolen = kid(keys);
        SignedJWT forged = SignedJWT.parse(keys.sign("ES256", "JWT", new JWTClaimsSet.Builder().build()));

        assertThat(keys.revoke(stolen)).isTrue();

        assertThat(kid(keys)).isNotEqualTo(stolen);
        assertThat(published(keys)).doesNotContain(stolen);
        assertThat(keys.isOurs(forged)).isFalse();
        assertThat(keys.wasOurs(forged)).isFalse();
        assertThat(keys.revoke(stolen)).isFalse();
    }

    @Test
    void nodesThatRotateTogetherNeverMakeOneGenerationTwice() throws Exception {
        List<SigningKeys> nodes = List.of(node(), node(), node(), node());
        List<Optional<List<PublishedKey>>> rotated = Race.run(4, i -> () -> nodes.get(i).rotate(false));
        nodes.forEach(SigningKeys::refresh);
        long winners = rotated.stream().filter(Optional::isPresent).count();
        assertThat(winners).isBetween(1L, 4L);
        assertThat(nodes).allSatisfy(node ->
                assertThat(published(node)).hasSize((int) (1 + winners) * ALGORITHMS)
                        .containsExactlyInAnyOrderElementsOf(published(nodes.getFirst())));
    }

    @Test
    void aRotationThatAnotherNodeOvertookChangesNothing() {
        SigningKeys one = node();
        SigningKeyStore store = new SigningKeyStore(database.jdbi());
        NewKeys overtaking = new NewKeys(new SealedJwk(TestMaster.key(1), new SecureRandom()), new SecureRandom());
        SigningKeys slow = new SigningKeys(
                database.jdbi(), TestMaster.key(1), new SecureRandom() {
                    private static final long serialVersionUID = 1;
                    private transient boolean done;

                    @Override
                    public void nextBytes(byte[] bytes) {
                        super.nextBytes(bytes);
                        if (one != null && !done && store.list().size() == ALGORITHMS) {
                            done = true;
                            // The other node's rotation commits while this one makes its keys.
                            NewKeys.Times now = new NewKeys.Times(clock.instant(), clock.instant());
                            store.insert(overtaking.make("ES256", 2, now));
                        }
                    }
                }, clock, TOKENS_LIVE);
        assertThat(slow.rotate(false)).isEmpty();
        assertThat(published(slow)).hasSize(ALGORITHMS + 1);
    }

    @Test
    void aMasterKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> MasterKey.of("TAMGA_MASTER_KEY", "c2hvcnQ="))
                .hasMessageContaining("TAMGA_MASTER_KEY").hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> MasterKey.of("TAMGA_MASTER_KEY", null)).hasMessageContaining("openssl rand");
    }
}
