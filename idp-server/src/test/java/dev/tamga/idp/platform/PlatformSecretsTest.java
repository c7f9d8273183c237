package dev.tamga.idp.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.platform.PlatformSecrets.Added;
import dev.tamga.idp.platform.PlatformSecrets.Addition;
import dev.tamga.idp.platform.PlatformSecrets.TooMany;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class PlatformSecretsTest {
    private static final String FIRST = "f".repeat(43);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T08:00:00Z"));
    private TestDatabase database;
    private Platforms platforms;
    private PlatformSecrets secrets;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.open();
        Ids ids = new Ids(new SecureRandom(), clock);
        Files.writeString(folder.resolve("by-secret.yml"), """
                name: {zh-CN: 平台}
                state: connected
                redirect-uris: ["https://p.example/callback"]
                client-authentication: client_secret_basic
                client-secret: ${FIRST}
                """);
        Files.writeString(folder.resolve("planned.yml"), "name: {zh-CN: 平台}\n");
        new PlatformImport(database.jdbi(), ids, clock).run(folder, name -> FIRST, false);
        Jdbi jdbi = database.jdbi();
        platforms = new Platforms(jdbi, clock);
        secrets = new PlatformSecrets(jdbi, platforms, new PlatformSecrets.Writing(
                new Audit(jdbi, ids, clock, "node"), ids, clock));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private boolean isSecret(String value) {
        return platforms.isSecret("by-secret", value);
    }

    @Test
    void aSecondSecretHas256BitsAndWorksBesideTheFirst() {
        Added added = (Added) secrets.add("by-secret", Optional.empty());
        assertThat(added.value()).matches("[A-Za-z0-9_-]{43}");
        assertThat(added.toString()).doesNotContain(added.value());
        assertThat(isSecret(added.value())).isTrue();
        assertThat(isSecret(FIRST)).isTrue();
        assertThat(isSecret("x".repeat(43))).isFalse();
    }

    @Test
    void aThirdIsRefusedAlsoOfTwentyAtOnce() throws Exception {
        List<Addition> made = Race.run(20, i -> () -> secrets.add("by-secret", Optional.empty()));
        assertThat(made).filteredOn(Added.class::isInstance).hasSize(1);
        assertThat(made).filteredOn(TooMany.class::isInstance).hasSize(19);
        assertThat(secrets.list("by-secret")).hasSize(2);
    }

    @Test
    void aSecretEndsWhenItIsToldTo() {
        Added added = (Added) secrets.add("by-secret", Optional.of(clock.instant().plusSeconds(3600)));
        String first = secrets.list("by-secret").stream().map(PlatformSecrets.Known::id)
                .filter(id -> !id.equals(added.id())).findFirst().orElseThrow();
        assertThat(secrets.end("by-secret", first, clock.instant())).isTrue();
        assertThat(secrets.end("planned", added.id(), clock.instant())).as("of another platform").isFalse();
        assertThat(isSecret(FIRST)).isFalse();
        assertThat(isSecret(added.value())).isTrue();
        clock.move(Duration.ofHours(1));
        assertThat(isSecret(added.value())).isFalse();
        assertThat(secrets.add("by-secret", Optional.empty())).isInstanceOf(Added.class);
    }

    @Test
    void onlyAPlatformOfSecretsGetsOne() {
        assertThat(secrets.add("nobody", Optional.empty())).isInstanceOf(PlatformSecrets.NoSecrets.class);
        assertThat(secrets.add("planned", Optional.empty())).isInstanceOf(PlatformSecrets.NoSecrets.class);
    }

    @Test
    void noValueIsStored() {
        Added added = (Added) secrets.add("by-secret", Optional.empty());
        List<String> rows = database.jdbi().withHandle(handle -> handle.createQuery("select * from platform_secret")
                .map((row, context) -> row.getString("id") + new String(row.getBytes("secret_hash"))).list());
        assertThat(rows).hasSize(2).noneMatch(row -> row.contains(added.value()) || row.contains(FIRST));
    }
}
