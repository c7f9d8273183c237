package dev.tamga.idp.operator;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One row of the table of commands.
 *
 * @param words such as {@code keys rotate}
 * @param arguments names of what must follow
 * @param flags that it knows, such as {@code --now}; one that takes a value with its name, such as {@code --reason TEXT}
 * @param changes whether it changes something: then the operator's name is required, and audited
 * @param wantsReason whether {@code --reason} and a text belong to it
 */
record Command(
        String words, List<String> arguments, Set<String> flags, boolean changes, boolean wantsReason,
        Function<Invocation, Answer> action) {

    Command(
            String words, List<String> arguments, Set<String> flags, boolean changes,
            Function<Invocation, Answer> action) {
        this(words, arguments, flags, changes, false, action);
    }

    static Command reading(String words, Function<Invocation, Answer> action) {
        return new Command(words, List.of(), Set.of(), false, action);
    }

    Command withReason() {
        return new Command(words, arguments, flags, changes, true, action);
    }

    /** How it is written. */
    String usage() {
        StringBuilder usage = new StringBuilder(words);
        arguments.forEach(argument -> usage.append(' ').append(argument));
        flags.stream().sorted().forEach(flag -> usage.append(" [").append(flag).append(']'));
        if (wantsReason) {
            usage.append(" --reason TEXT");
        }
        return changes ? usage.append(" --operator NAME").toString() : usage.toString();
    }
}
