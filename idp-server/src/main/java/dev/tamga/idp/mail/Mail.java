package dev.tamga.idp.mail;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.mail.MailStore.Span;
import dev.tamga.idp.outbox.Backoff;
import dev.tamga.idp.secret.Ids;

/** The door: letters go in with the caller's transaction and out by a thread of their own. */
public final class Mail implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    /** Beyond the last attempt, so that operators can look up what became of it. */
    private static final Duration LOGGED = Duration.ofDays(30);
    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

    private final Jdbi jdbi;
    private final MailStore store;
    private final Optional<Postman> postman;
    private final Ids ids;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(0);
    private volatile Thread round;
    private volatile boolean closed;

    /** What it needs beside the database. */
    public record Setting(Audit audit, Ids ids, Clock clock, SecureRandom random) {}

    /** @param carrier empty where no mail is set up: then none is written either */
    public Mail(Jdbi jdbi, Optional<Carrier> carrier, Setting setting) {
        this.jdbi = jdbi;
        this.store = new MailStore(jdbi);
        this.ids = setting.ids();
        this.clock = setting.clock();
        this.postman = carrier.map(present -> new Postman(jdbi, present, new Postman.Surroundings(
                setting.audit(), new Backoff(setting.random()), setting.ids(), setting.clock())));
    }

    /** Whether what is sent here arrives; pages do not promise a mail otherwise. */
    public boolean isDelivered() {
        return postman.isPresent();
    }

    /**
     * Joins the caller's transaction; delivery begins once that has committed. One insert, or none without mail set
     * up.
     */
    public void send(Letter letter) {
        if (postman.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        jdbi.useHandle(handle -> {
            store.insert(ids.next(), letter, new Span(now, now.plus(Postman.PATIENCE).plus(LOGGED)));
            if (handle.isInTransaction()) {
                handle.afterCommit(bell::release);
            } else {
                bell.release();
            }
        });
    }

    /** From here on letters are delivered. */
    public void start() {
        postman.ifPresent(present -> round = Thread.ofVirtual().name("mail").start(() -> look(present)));
    }

    private void look(Postman present) {
        while (!closed) {
            try {
                bell.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
                present.deliverDue();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Such as a database that went away: what is due stays due.
                if (!closed) {
                    LOG.warn("mail could not be delivered and is tried again: {}", e.toString());
                }
            }
        }
    }

    /** One look at what is due, by this thread. */
    void deliverDue() {
        postman.ifPresent(Postman::deliverDue);
    }

    /** The newest hundred. */
    public List<SentMail> listNewest() {
        return store.listNewest();
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }

    /** What is under way is left: its lease ends and another node, or the next start, takes it over. */
    @Override
    public void close() {
        closed = true;
        Thread running = round;
        if (running != null) {
            running.interrupt();
        }
    }
}
