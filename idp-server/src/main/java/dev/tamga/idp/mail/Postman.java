package dev.tamga.idp.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.mail.MailStore.Claimed;
import dev.tamga.idp.mail.MailStore.Span;
import dev.tamga.idp.outbox.Backoff;
import dev.tamga.idp.secret.Ids;

/** Delivers what is due, one letter after the other: there is one server to give them to. */
final class Postman {
    /** A node that dies loses its letter to another after so long; longer than an attempt may take. */
    static final Duration LEASE = Duration.ofMinutes(5);
    /** A letter that could not be delivered in this time is not delivered any more. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final int LONGEST_OUTCOME = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private final Jdbi jdbi;
    private final MailStore store;
    private final Carrier carrier;
    private final Surroundings around;

    record Surroundings(Audit audit, Backoff backoff, Ids ids, Clock clock) {}

    Postman(Jdbi jdbi, Carrier carrier, Surroundings around) {
        this.jdbi = jdbi;
        this.store = new MailStore(jdbi);
        this.carrier = carrier;
        this.around = around;
    }

    /** One look at what is due. */
    void deliverDue() {
        for (String id : store.listDue(around.clock().instant())) {
            Instant now = around.clock().instant();
            store.claim(id, around.ids().next(), new Span(now, now.plus(LEASE))).ifPresent(this::deliver);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void deliver(Claimed mail) {
        try {
            carrier.carry(mail.letter());
            store.delivered(mail, around.clock().instant());
        } catch (IOException e) {
            failed(mail, outcome(e));
        }
    }

    /** What a mail server answers may hold anything. */
    private static String outcome(IOException fault) {
        String text = String.valueOf(fault.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return text.substring(0, Math.min(text.length(), LONGEST_OUTCOME));
    }

    private void failed(Claimed mail, String outcome) {
        Instant now = around.clock().instant();
        Instant next = now.plus(around.backoff().after(mail.attempts()));
        LOG.info("mail {}: attempt {} failed: {}", mail.id(), mail.attempts(), outcome);
        if (next.isAfter(mail.createdAt().plus(PATIENCE))) {
            giveUp(mail, outcome, now);
        } else {
            store.postpone(mail, outcome, new Span(now, next));
        }
    }

    private void giveUp(Claimed mail, String outcome, Instant now) {
        jdbi.useTransaction(handle -> {
            if (store.givenUp(mail, outcome, now)) {
                around.audit().record(AuditEvent.of(AuditEvent.Type.MAIL_UNDELIVERED)
                        .detail("mail " + mail.id() + ": " + outcome + " (after " + mail.attempts() + " attempts)"));
            }
        });
    }
}
