package dev.tamga.ca.revocation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Certificates that a source called revoked, as long as this process runs: nothing takes that back (RFC 5280 §5.3.1),
 * whatever another source or a later answer says. Suspensions are none of these. Bounded: only the holder of a revoked
 * key adds one, and those go first that were presented least lately.
 */
final class Revocations {
    private static final int REMEMBERED = 20_000;

    private final Map<String, Answer> byCertificate = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > REMEMBERED;
        }
    };

    Optional<Answer> find(Question question) {
        synchronized (byCertificate) {
            return Optional.ofNullable(byCertificate.get(question.key()));
        }
    }

    /** Remembers an answer if it is one that stays. */
    Answer remember(Question question, Answer answer) {
        if (answer.status() == Answer.Status.REVOKED) {
            synchronized (byCertificate) {
                byCertificate.putIfAbsent(question.key(), answer);
            }
        }
        return answer;
    }
}
