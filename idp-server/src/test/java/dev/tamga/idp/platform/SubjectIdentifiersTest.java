package dev.tamga.idp.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.platform.Platform.SubjectType;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class SubjectIdentifiersTest {
    private static final String SUBJECT = "subject2subject2subject234";

    private TestDatabase database;
    private Jdbi jdbi;
    private SubjectIdentifiers identifiers;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        jdbi = database.jdbi();
        identifiers = new SubjectIdentifiers(
                jdbi, new Ids(new SecureRandom(), Clock.systemUTC()), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    static Platform platform(String id, String redirectUri, SubjectType type) {
        return new Platform(id, Map.of("zh-CN", id), Platform.Group.WEST, Platform.State.CONNECTED, Optional.empty(),
                null, List.of(), Platform.Admission.ALL,
                new Platform.Addresses(List.of(redirectUri), List.of(), Optional.empty(), Optional.empty()),
                Set.of("openid"), Optional.of(Platform.ClientAuthentication.CLIENT_SECRET_BASIC), "ES256",
                Platform.Pkce.REQUIRED, null, null, type, Optional.empty(), null);
    }

    @Test
    void aPublicIdentifierIsTheSubjectAndCostsNoRow() {
        Platform platform = platform("a", "https://a.example/cb", SubjectType.PUBLIC);
        assertThat(identifiers.of(platform, SUBJECT)).isEqualTo(SUBJECT);
        assertThat(identifiers.subjectOf(platform, SUBJECT)).contains(SUBJECT);
        assertThat(jdbi.<Integer, RuntimeException>withHandle(handle -> handle.createQuery(
                "select count(*) from pairwise_subject").mapTo(Integer.class).one())).isZero();
    }

    @Test
    void aPairwiseIdentifierStaysWithinItsSectorAndDiffersElsewhere() {
        Platform one = platform("a", "https://a.example/cb", SubjectType.PAIRWISE);
        Platform sameSector = platform("b", "https://A.example/other", SubjectType.PAIRWISE);
        Platform elsewhere = platform("c", "https://c.example/cb", SubjectType.PAIRWISE);

        String sub = identifiers.of(one, SUBJECT);

        assertThat(sub).matches("[a-z2-7]{26}").isNotEqualTo(SUBJECT);
        assertThat(identifiers.of(one, SUBJECT)).isEqualTo(sub);
        assertThat(identifiers.of(sameSector, SUBJECT)).isEqualTo(sub);
        assertThat(identifiers.of(elsewhere, SUBJECT)).isNotEqualTo(sub);
        assertThat(identifiers.of(one, "another2another2another234")).isNotEqualTo(sub);
        assertThat(identifiers.subjectOf(one, sub)).contains(SUBJECT);
        assertThat(identifiers.subjectOf(elsewhere, sub)).isEmpty();
    }

    @Test
    void ofTwentyFirstContactsAtOnceAllGetOneName() throws Exception {
        Platform platform = platform("a", "https://a.example/cb", SubjectType.PAIRWISE);
        List<String> subs = Race.run(20, i -> () -> jdbi.inTransaction(
                handle -> identifiers.of(platform, SUBJECT)));
        assertThat(Set.copyOf(subs)).hasSize(1);
    }
}
