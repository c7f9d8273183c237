package dev.tamga.idp.authorization;

import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.secret.Hash;

/** Table {@code authorization_request}. */
final class AuthorizationRequestStore {
    private final Jdbi jdbi;
    private final JsonMapper json = JsonMapper.builder().build();

    AuthorizationRequestStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param browserHash empty for a pushed request, until a browser brings it */
    void insert(PendingRequest request, Optional<byte[]> browserHash, Instant expiresAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into authorization_request
                               (id_hash, platform_id, parameters, browser_hash, created_at, expires_at)
                        values (:id, :platform, :parameters, :browser, :created, :expires)""")
                .bind("id", Hash.sha256(request.id()))
                .bind("platform", request.parameters().clientId())
                .bind("parameters", json.writeValueAsString(request.parameters()))
                .bind("browser", browserHash.orElse(null))
                .bind("created", request.createdAt().toEpochMilli())
                .bind("expires", expiresAt.toEpochMilli())
                .execute());
    }

    /** The time that a request has. */
    record Period(Instant start, Instant end) {}

    /**
     * Gives a pushed request to the browser that brings it; for prompt and max_age it begins now.
     *
     * @return whether this call was the one
     */
    boolean take(RequestUri uri, byte[] browserHash, Period period) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update authorization_request
                        set browser_hash = :browser, created_at = :now, expires_at = :expires
                        where id_hash = :id and platform_id = :platform and browser_hash is null
                          and expires_at > :now""")
                        .bind("browser", browserHash)
                        .bind("now", period.start().toEpochMilli())
                        .bind("expires", period.end().toEpochMilli())
                        .bind("id", Hash.sha256(uri.id()))
                        .bind("platform", uri.clientId())
                        .execute()
                == 1);
    }

    /** Only for the browser that brought it, and only while it waits. */
    Optional<PendingRequest> find(String id, byte[] browserHash, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select parameters, created_at
                        from authorization_request
                        where id_hash = :id and browser_hash = :browser and expires_at > :now and fulfilled_at is null""")
                .bind("id", Hash.sha256(id))
                .bind("browser", browserHash)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new PendingRequest(
                        id,
                        json.readValue(row.getString("parameters"), AuthorizationParameters.class),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        true))
                .findOne());
    }

    /** @return whether this call was the one that answered it */
    boolean fulfil(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update authorization_request set fulfilled_at = :now
                        where id_hash = :id and fulfilled_at is null and expires_at > :now""")
                        .bind("id", Hash.sha256(id))
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1);
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from authorization_request where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
