package dev.tamga.idp.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command as an operator gave it.
 *
 * @param arguments what follows the command's own words
 * @param flags such as {@code --now}, with the value of those that take one, else an empty text
 * @param operator who acts; always there for commands that change something
 * @param file content of the file that was named
 * @param confirmed what a human agreed to, as the question named it
 * @param reason why, where the command wants to know
 */
record Invocation(
        List<String> arguments, Map<String, String> flags, Optional<String> operator, Optional<String> file,
        Optional<String> confirmed, Optional<String> reason) {
    boolean has(String flag) {
        return flags.containsKey(flag);
    }

    /** The value that follows a flag. */
    Optional<String> find(String flag) {
        return Optional.ofNullable(flags.get(flag));
    }
}
