package dev.tamga.idp.outbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.outbox.OutboxStore.Span;
import dev.tamga.idp.outgoing.Outgoing;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.Ids;

/** The door to the outbox. */
public final class Outbox implements AutoCloseable {
    /** Beyond the last attempt, so that operators can look up what became of it. */
    private static final Duration LOGGED = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final OutboxStore store;
    private final Platforms platforms;
    private final Courier courier;
    private final Couriers couriers;
    private final Ids ids;
    private final Clock clock;

    /** Who is told what. */
    record Message(String platformId, String subjectId, String sessionId) {}

    /** Whom messages go to and what they carry. */
    public record Delivering(Platforms platforms, LogoutTokens tokens, Outgoing outgoing) {}

    /** What else it needs. */
    public record Setting(Audit audit, Ids ids, Clock clock, SecureRandom random) {}

    public Outbox(Jdbi jdbi, Delivering delivering, Setting setting) {
        this.jdbi = jdbi;
        this.store = new OutboxStore(jdbi);
        this.platforms = delivering.platforms();
        this.ids = setting.ids();
        this.clock = setting.clock();
        this.courier = new Courier(jdbi, new Courier.Surroundings(
                platforms, delivering.tokens(), delivering.outgoing(), setting.audit(), ids, clock),
                new Backoff(setting.random()));
        this.couriers = new Couriers(store, courier, clock);
    }

    /** From here on messages are delivered. */
    public void start() {
        couriers.start();
    }

    /**
     * Writes that a platform is to end a session; joins the caller's transaction, and delivery begins once that has
     * committed. One insert; nothing where the platform registered no address for it.
     */
    public void logout(String platformId, String subjectId, String sid) {
        boolean reachable = platforms.find(platformId)
                .filter(platform -> platform.addresses().backchannelLogoutUri().isPresent())
                .isPresent();
        if (!reachable) {
            return;
        }
        Instant now = clock.instant();
        jdbi.useHandle(handle -> {
            store.insert(ids.next(), new Message(platformId, subjectId, sid),
                    new Span(now, now.plus(Courier.PATIENCE).plus(LOGGED)));
            if (handle.isInTransaction()) {
                handle.afterCommit(couriers::ring);
            } else {
                couriers.ring();
            }
        });
    }

    /** The newest hundred messages to a platform. */
    public List<Delivery> deliveries(String platformId) {
        return store.listOfPlatform(platformId);
    }

    /** What platforms were told about a session. */
    public List<Delivery> ofSession(String sid) {
        return store.listOfSession(sid);
    }

    /** The hundred messages whose turn is next, of all platforms. */
    public List<Delivery> pending() {
        return store.listPending();
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }

    /** One look at what is due. */
    void sendAll() {
        couriers.sendAll();
    }

    /** Tells one platform what is due, by this thread. */
    void visit(String platformId) {
        courier.visit(platformId);
    }

    @Override
    public void close() {
        couriers.close();
    }
}
