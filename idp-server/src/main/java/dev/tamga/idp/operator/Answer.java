package dev.tamga.idp.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command gives back.
 *
 * @param exit 0 done, 1 refused or something is wrong with what was looked at, 2 the command itself is wrong
 * @param lines for a human
 * @param result the same for a program
 * @param confirm where a human has to agree first: what to send back; the lines are the question
 */
public record Answer(int exit, List<String> lines, Map<String, Object> result, Optional<String> confirm) {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int WRONG = 2;

    static Answer done(List<String> lines, Map<String, Object> result) {
        return new Answer(DONE, lines, result, Optional.empty());
    }

    static Answer refused(List<String> lines, Map<String, Object> result) {
        return new Answer(REFUSED, lines, result, Optional.empty());
    }

    static Answer refused(String line) {
        return refused(List.of(line), Map.of("error", line));
    }

    static Answer wrong(String line) {
        return new Answer(WRONG, List.of(line), Map.of("error", line), Optional.empty());
    }

    static Answer ask(List<String> question, Map<String, Object> result, String confirm) {
        return new Answer(REFUSED, question, result, Optional.of(confirm));
    }
}
