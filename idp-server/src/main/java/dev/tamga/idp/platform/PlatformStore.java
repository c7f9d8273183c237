package dev.tamga.idp.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
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
                        end(row)))
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

    /** @param hash of the value; the value itself is nowhere */
    record NewSecret(String id, String platformId, byte[] hash, Optional<Instant> expiresAt) {}

    void insertSecret(NewSecret secret, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into platform_secret (id, platform_id, secret_hash, created_at, expires_at)
                        values (:id, :platform, :hash, :now, :expires)""")
                .bind("id", secret.id())
                .bind("platform", secret.platformId())
                .bind("hash", secret.hash())
                .bind("now", now.toEpochMilli())
                .bind("expires", secret.expiresAt().map(Instant::toEpochMilli))
                .execute());
    }

    /**
     * Holds the platform's row until the caller's transaction ends. By a select: H2 locks no row for an update that changes
     * nothing.
     */
    void lock(String platformId) {
        jdbi.useHandle(handle -> handle.createQuery("select id from platform where id = :id for update")
                .bind("id", platformId)
                .mapTo(String.class)
                .one());
    }

    /** By platform, the oldest first; a handful. */
    List<PlatformSecrets.Known> listKnownSecrets(String platformId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, created_at, expires_at from platform_secret
                        where platform_id = :platform
                        order by created_at, id""")
                .bind("platform", platformId)
                .map((row, context) -> new PlatformSecrets.Known(
                        row.getString("id"), Instant.ofEpochMilli(row.getLong("created_at")), end(row)))
                .list());
    }

    /** @return whether the platform has it */
    boolean endSecret(String platformId, String id, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update platform_secret set expires_at = :at
                        where id = :id and platform_id = :platform""")
                        .bind("at", at.toEpochMilli())
                        .bind("id", id)
                        .bind("platform", platformId)
                        .execute()
                == 1);
    }

    private static Optional<Instant> end(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("expires_at", Long.class)).map(Instant::ofEpochMilli);
    }
}
