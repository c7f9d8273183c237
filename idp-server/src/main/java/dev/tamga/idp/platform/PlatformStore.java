package dev.tamga.idp.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code platform} and {@code platform_secret}. */
final class PlatformStore {
    private final Jdbi jdbi;
    private final JsonMapper json = JsonMapper.builder().build();

    PlatformStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Every platform, by id. A few dozen rows. */
    Map<String, Platform> list() {
        return jdbi.withHandle(handle -> handle.createQuery("select id, document from platform order by id")
                .map((row, context) -> json.readValue(row.getString("document"), Platform.class))
                .stream()
                .collect(Collectors.toMap(Platform::id, platform -> platform)));
    }

    record Secret(String platformId, byte[] hash, Optional<Instant> expiresAt) {}

    /** Every secret, by platform; at most two a platform. */
    Map<String, List<Secret>> listSecrets() {
        Stream<Secret> secrets = jdbi.withHandle(handle -> handle.createQuery(
                        "select platform_id, secret_hash, expires_at from platform_secret")
                .map((row, context) -> new Secret(
                        row.getString("platform_id"),
                        row.getBytes("secret_hash"),
                        Optional.ofNullable(row.getObject("expires_at", Long.class)).map(Instant::ofEpochMilli)))
                .list()
                .stream());
        return secrets.collect(Collectors.groupingBy(Secret::platformId));
    }

    void insert(Platform platform, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into platform (id, document, created_at, updated_at)
                        values (:id, :document, :now, :now)""")
                .bind("id", platform.id())
                .bind("document", json.writeValueAsString(platform))
                .bind("now", now.toEpochMilli())
                .execute());
    }

    void insertSecret(String id, String platformId, byte[] hash, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into platform_secret (id, platform_id, secret_hash, created_at)
                        values (:id, :platform, :hash, :now)""")
                .bind("id", id)
                .bind("platform", platformId)
                .bind("hash", hash)
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
