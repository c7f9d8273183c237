package dev.tamga.idp.signingkey;

import java.security.SecureRandom;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

import dev.tamga.idp.secret.MasterKey;

/** The door to signing keys: signs tokens, recognises our own, publishes the JWK set, rotates. */
public final class SigningKeys {
    /** Algorithms with a key from the first start on. */
    public static final List<String> ALGORITHMS = List.of("ES256", "RS256", "PS256");
    /** How long platforms may keep the JWK set. */
    public static final Duration JWKS_MAX_AGE = Duration.ofSeconds(300);

    /** A token that names a key we do not know makes this node look for one at most so often. */
    private static final Duration LOOK_AT_MOST_EVERY = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final SigningKeyStore store;
    private final SealedJwk sealing;
    private final NewKeys newKeys;
    private final Clock clock;
    private final Duration tokensLive;
    private volatile KeyRing ring = KeyRing.of(List.of());
    private volatile Instant lookedAt = Instant.MIN;

    /**
     * @param tokensLive the longest lifetime of any token; so long a key is published after it signed for the last time
     */
    public SigningKeys(Jdbi jdbi, MasterKey master, SecureRandom random, Clock clock, Duration tokensLive) {
        this.jdbi = jdbi;
        this.store = new SigningKeyStore(jdbi);
        this.sealing = new SealedJwk(master, random);
        this.newKeys = new NewKeys(sealing, random);
        this.clock = clock;
        this.tokensLive = tokensLive;
    }

    /** Makes the keys that are missing, then opens all; a wrong master key stops the start here. */
    public void open() {
        sealAnew();
        reload();
        Instant now = clock.instant();
        for (String algorithm : ALGORITHMS) {
            boolean missing = ring.keys().stream().noneMatch(key -> key.row().algorithm().equals(algorithm));
            if (missing) {
                insert(List.of(newKeys.make(algorithm, 1, new NewKeys.Times(now, now))));
            }
        }
        reload();
    }

    /** Reads what other nodes changed and retires what outlived its tokens; once in a few seconds. One select. */
    public void refresh() {
        sealAnew();
        reload();
        Instant now = clock.instant();
        List<SigningKey> outlived = ring.outlived(now, tokensLive);
        outlived.forEach(key -> store.retire(key.id(), now));
        if (!outlived.isEmpty()) {
            reload();
        }
    }

    /** While a master key replaces another: also what a node that has not got it yet sealed meanwhile. */
    private void sealAnew() {
        if (sealing.isReplacing()) {
            store.list().stream()
                    .filter(row -> !row.isRetired() && !sealing.isPresent(row.id(), row.privateJwk()))
                    .forEach(row -> store.sealAnew(
                            row, sealing.seal(row.id(), sealing.open(row.id(), row.privateJwk()))));
        }
    }

    private synchronized void reload() {
        lookedAt = clock.instant();
        Map<String, SigningKey> opened = ring.keys().stream()
                .filter(key -> !key.row().isRetired())
                .collect(Collectors.toMap(SigningKey::id, Function.identity()));
        ring = KeyRing.of(store.list().stream()
                .map(row -> row.isRetired() || !opened.containsKey(row.id())
                        ? SigningKey.open(row, sealing)
                        : opened.get(row.id()))
                .toList());
    }

    /**
     * Publishes a new key for each algorithm. It signs once every platform has had time to fetch it, twice the JWK
     * set's lifetime, or at once.
     *
     * @return the new keys; nothing where another node rotated at the same moment
     */
    public Optional<List<PublishedKey>> rotate(boolean atOnce) {
        reload();
        KeyRing before = ring;
        Instant now = clock.instant();
        NewKeys.Times times = new NewKeys.Times(now, atOnce ? now : now.plus(JWKS_MAX_AGE.multipliedBy(2)));
        List<SigningKeyStore.Row> made = ALGORITHMS.stream()
                .map(algorithm -> newKeys.make(algorithm, before.generation(algorithm) + 1, times))
                .toList();
        boolean first = insert(made);
        reload();
        return first
                ? Optional.of(list().stream().filter(key -> !before.has(key.id())).toList())
                : Optional.empty();
    }

    /**
     * For a key that others may know: new keys sign at once, then this one is gone as if it had never been, with every
     * token that it signed. Platforms learn it with their next look at the JWK set, after {@link #JWKS_MAX_AGE} at the latest.
     *
     * @return whether there was such a key
     */
    public boolean revoke(String id) {
        reload();
        if (!ring.has(id)) {
            return false;
        }
        rotate(true);
        boolean deleted = store.delete(id);
        reload();
        return deleted;
    }

    private boolean insert(List<SigningKeyStore.Row> rows) {
        try {
            jdbi.useTransaction(handle -> rows.forEach(store::insert));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                return false;
            }
            throw e;
        }
    }

    /** Every key, also the retired ones. */
    public List<PublishedKey> list() {
        return ring.keys().stream().map(PublishedKey::of).toList();
    }

    /**
     * Signs with the algorithm's key.
     *
     * @param type the {@code typ} header, such as {@code at+jwt}
     */
    public String sign(String algorithm, String type, JWTClaimsSet claims) {
        SigningKey key = ring.signer(algorithm, clock.instant());
        JWSHeader header = new JWSHeader.Builder(key.algorithm())
                .keyID(key.id())
                .type(new JOSEObjectType(type))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(key.signer().orElseThrow());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with " + key.id(), e);
        }
        return jwt.serialize();
    }

    /** Whether a key of ours that is still published signed it, whatever it says and whenever it expired. */
    public boolean isOurs(SignedJWT jwt) {
        return verifies(jwt, find(jwt).filter(key -> !key.row().isRetired()));
    }

    /** The same, of any key that we ever had: for hints, which are as old as a platform's session. */
    public boolean wasOurs(SignedJWT jwt) {
        return verifies(jwt, find(jwt));
    }

    private static boolean verifies(SignedJWT jwt, Optional<SigningKey> key) {
        try {
            return key.isPresent() && jwt.verify(key.get().verifier());
        } catch (JOSEException e) {
            return false;
        }
    }

    /** After {@code rotate(true)} on another node, tokens of a key come before this node has seen it. */
    private Optional<SigningKey> find(SignedJWT jwt) {
        Optional<SigningKey> known = ring.find(jwt.getHeader());
        if (known.isPresent() || !lookedAt.plus(LOOK_AT_MOST_EVERY).isBefore(clock.instant())) {
            return known;
        }
        reload();
        return ring.find(jwt.getHeader());
    }

    /** RFC 7517 §5: the public keys alone, those that will sign later among them; the same object until they are read again. */
    public JWKSet publicKeys() {
        return ring.published();
    }
}
