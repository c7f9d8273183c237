package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.tamga.ca.CaId;

/**
 * What was last decided by a usable answer, as long as this process runs: the memory that {@link Grace} needs. After a
 * restart there is none, and nobody is let in by grace.
 */
final class LastAnswers {
    private static final int REMEMBERED = 20_000;

    private final Map<String, Last> byCertificate = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<CaId, Last> goodByCa = new ConcurrentHashMap<>();

    private record Last(Answer answer, Instant at) {}

    void remember(Question question, Answer answer, Instant now) {
        if (question.policy().grace().isEmpty()) {
            return;
        }
        Last last = new Last(answer, now);
        synchronized (byCertificate) {
            byCertificate.put(question.key(), last);
        }
        if (answer.status() == Answer.Status.GOOD) {
            goodByCa.put(question.policy().ca(), last);
        }
    }

    /** The good answer by which a certificate may be let in though nobody answers for it now. */
    Optional<Answer> grace(Question question, Grace grace, Instant now) {
        Optional<Last> own = certificate(question);
        if (own.filter(last -> last.answer().status() != Answer.Status.GOOD).isPresent()) {
            return Optional.empty();
        }
        Optional<Last> counted =
                grace.of() == Grace.Of.CA ? Optional.ofNullable(goodByCa.get(question.policy().ca())) : own;
        return counted.filter(last -> !last.at().plus(grace.afterLastGoodAnswer()).isBefore(now)).map(Last::answer);
    }

    private Optional<Last> certificate(Question question) {
        synchronized (byCertificate) {
            return Optional.ofNullable(byCertificate.get(question.key()));
        }
    }
}
