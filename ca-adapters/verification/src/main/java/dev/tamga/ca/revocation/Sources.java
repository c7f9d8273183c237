package dev.tamga.ca.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.tamga.ca.CaId;

/** Asks a CA's sources in the order of its policy, each over its own line. */
final class Sources {
    // A source that is not the last leaves the others their time; the fetcher's own message comes a little earlier.
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final Map<RevocationPolicy.Kind, RevocationSource> sources = new EnumMap<>(RevocationPolicy.Kind.class);
    private final Map<LineKey, Line> lines = new ConcurrentHashMap<>();
    private final Revocations revocations = new Revocations();
    private final RevocationEvents events;

    private record LineKey(CaId ca, RevocationPolicy.Kind source) {}

    Sources(List<RevocationSource> given, RevocationEvents events) {
        given.forEach(source -> sources.put(source.kind(), source));
        this.events = events;
    }

    /**
     * What came of asking.
     *
     * @param answer empty where no source gave a usable one
     * @param failures why sources before it, or all of them, gave none; for operators
     * @param faults whether one of them should have
     * @param retryAfter when a source that is left alone now is asked again
     */
    record Outcome(Optional<Answer> answer, List<String> failures, boolean faults, Optional<Duration> retryAfter) {}

    Outcome ask(Question question, Deadline deadline) {
        Optional<Answer> revoked = revocations.find(question);
        return revoked.isPresent()
                ? new Outcome(revoked, List.of(), false, Optional.empty())
                : inOrder(question, deadline);
    }

    private Outcome inOrder(Question question, Deadline deadline) {
        List<String> failures = new ArrayList<>();
        boolean faults = false;
        Optional<Duration> retryAfter = Optional.empty();
        List<RevocationSource> asked = of(question.policy());
        for (RevocationSource source : asked) {
            try {
                boolean isLast = source == asked.getLast();
                Answer answer = overruled(ask(source, question, deadline, isLast), question, deadline);
                return new Outcome(Optional.of(answer), failures, faults, retryAfter);
            } catch (Unanswered e) {
                failures.add(source.kind() + ": " + e.getMessage());
                faults |= e.isFault();
                retryAfter = retryAfter.or(e::retryAfter);
            }
        }
        return new Outcome(Optional.empty(), failures, faults, retryAfter);
    }

    /** Whether a source said, however long ago, that a certificate is not good. */
    Optional<Answer> wasNotGood(Question question) {
        return of(question.policy()).stream()
                .flatMap(source -> notGood(source, question).stream())
                .reduce(Answer::or)
                .map(answer -> revocations.remember(question, answer));
    }

    List<LineHealth> health(RevocationPolicy policy) {
        return of(policy).stream().map(source -> line(policy, source).health()).toList();
    }

    List<RevocationSource.HeldList> held(RevocationPolicy policy) {
        return of(policy).stream().flatMap(source -> source.held(policy.ca()).stream()).toList();
    }

    private Answer ask(RevocationSource source, Question question, Deadline deadline, boolean isLast)
            throws Unanswered {
        Optional<Answer> known = source.known(question, deadline.from()).or(() -> revoked(source, question));
        if (known.isPresent()) {
            return known.get();
        }
        Duration timeout = question.policy().timeout();
        // Whoever is asked has a fair chance: a wait cut short would say nothing of the source.
        if (deadline.left().compareTo(timeout.dividedBy(2)) < 0) {
            throw Unanswered.notAsked("too little is left of the budget of " + deadline.budget());
        }
        return line(question.policy(), source)
                .ask(question, deadline, isLast ? deadline.left() : timeout.plus(MARGIN));
    }

    /**
     * What other sources know already costs nothing and may be graver or newer; where theirs is no fresh word, the last
     * one counts as far as it speaks against the certificate. A newer "good" lifts a suspension, nothing a revocation.
     */
    private Answer overruled(Answer answer, Question question, Deadline deadline) {
        Answer said = of(question.policy()).stream()
                .filter(source -> source.kind() != answer.source())
                .flatMap(source -> source.known(question, deadline.from()).or(() -> notGood(source, question)).stream())
                .reduce(answer, Answer::or);
        return revocations.remember(question, said);
    }

    private static Optional<Answer> revoked(RevocationSource source, Question question) {
        return source.stale(question).filter(answer -> answer.status() == Answer.Status.REVOKED);
    }

    private static Optional<Answer> notGood(RevocationSource source, Question question) {
        return source.stale(question).filter(answer -> answer.status() != Answer.Status.GOOD);
    }

    private List<RevocationSource> of(RevocationPolicy policy) {
        return policy.sources().stream().filter(sources::containsKey).map(sources::get).toList();
    }

    private Line line(RevocationPolicy policy, RevocationSource source) {
        return lines.computeIfAbsent(
                new LineKey(policy.ca(), source.kind()), key -> new Line(policy, source, events));
    }
}
