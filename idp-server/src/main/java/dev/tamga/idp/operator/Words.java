package dev.tamga.idp.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows a command's own words.
 *
 * @param flags in the order in which they came, with the value of those that take one, else an empty text
 * @param complete whether each flag came once, and with its value
 */
record Words(List<String> arguments, Map<String, String> flags, boolean complete) {

    /** @param known as in {@link Command#flags} */
    static Words of(List<String> rest, Set<String> known) {
        List<String> arguments = new ArrayList<>();
        Map<String, String> flags = new LinkedHashMap<>();
        boolean complete = true;
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (!word.startsWith("--")) {
                arguments.add(word);
                continue;
            }
            boolean hasValue = known.stream().anyMatch(flag -> flag.startsWith(word + " "));
            complete &= !flags.containsKey(word) && (!hasValue || i + 1 < rest.size());
            flags.put(word, hasValue && i + 1 < rest.size() ? rest.get(++i) : "");
        }
        return new Words(arguments, flags, complete);
    }

    boolean fit(Command command) {
        List<String> known = command.flags().stream().map(flag -> flag.split(" ")[0]).toList();
        return complete && known.containsAll(flags.keySet()) && arguments.size() == command.arguments().size();
    }
}
