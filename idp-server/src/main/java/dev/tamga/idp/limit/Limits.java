package dev.tamga.idp.limit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.Refusal;
import dev.tamga.idp.secret.MasterKey;

/**
 * Counts in the database, for all nodes together. Call it outside any transaction of your own: what is rolled back
 * was not counted.
 */
public final class Limits {
    private final AttemptStore store;
    private final byte[] key;
    private final Clock clock;
    private final Map<Limit, Allowance> allowances;

    /** @param allowances one for each limit */
    public Limits(Jdbi jdbi, MasterKey master, Clock clock, Map<Limit, Allowance> allowances) {
        this.store = new AttemptStore(jdbi);
        this.key = master.derive("limit", "HmacSHA256").getEncoded();
        this.clock = clock;
        this.allowances = Map.copyOf(allowances);
    }

    /**
     * Counts one attempt, then decides: of many at once no more pass than are allowed.
     *
     * @param who any text, such as an address of mail: stored as a keyed digest, because who is meant could be guessed
     * @return how long to wait, if this was one too many
     */
    public Optional<Duration> count(Limit limit, String who) {
        Allowance allowance = allowances.get(limit);
        Instant now = clock.instant();
        Instant end = allowance.end(now);
        byte[] hash = MasterKey.hmac(
                key, (limit.word() + '\n' + end.toEpochMilli() + '\n' + who).getBytes(StandardCharsets.UTF_8));
        return store.count(hash, end) > allowance.most() ? Optional.of(Duration.between(now, end)) : Optional.empty();
    }

    /** As {@link #count}, as a refusal. */
    public Optional<Refusal> refuses(Limit limit, String who) {
        return count(limit, who).map(wait -> new Refusal.RateLimited(
                limit.word() + ": more than " + allowances.get(limit).most() + " in "
                        + allowances.get(limit).within(), Optional.of(wait)));
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }
}
