package dev.tamga.idp.operator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command as an operator gave it.
 *
 * @param arguments what follows the command's own words
 * @param flags such as {@code --now}
 * @param operator who acts; always there for commands that change something
 * @param file content of the file that was named
 * @param confirmed what a human agreed to, as the question named it
 * @param reason why, where the command wants to know
 */
record Invocation(
        List<String> arguments, Set<String> flags, Optional<String> operator, Optional<String> file,
        Optional<String> confirmed, Optional<String> reason) {
    boolean has(String flag) {
        return flags.contains(flag);
    }
}
