package dev.tamga.ca.field;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text that is several fields, some of which the subscriber may have chosen (CFCA's CN): which of them may hold the
 * value, and what no two of them may look like.
 *
 * @param separator one character
 * @param count how many fields there must be; any number where absent
 * @param positions which of them may hold the value, from 1; any where empty
 * @param onlyOne the form that one field at most may have: a name that looks like a code must not pass for it
 */
public record Fields(String separator, Optional<Integer> count, Set<Integer> positions, Optional<Pattern> onlyOne) {

    /** All fields, whatever their number. */
    public static Fields split(String separator) {
        return new Fields(separator, Optional.empty(), Set.of(), Optional.empty());
    }

    /** The fields that may hold the value; none where their number is another. */
    List<String> of(String text) {
        List<String> all = all(text);
        return count.isPresent() && all.size() != count.get() ? List.of() : candidates(all);
    }

    /** How many of these fields have the form that one may have, where more than one has. */
    Optional<Long> rivals(String text) {
        return onlyOne
                .map(form -> candidates(all(text)).stream().filter(field -> form.matcher(field).matches()).count())
                .filter(found -> found > 1);
    }

    private List<String> candidates(List<String> all) {
        return IntStream.range(0, all.size())
                .filter(i -> positions.isEmpty() || positions.contains(i + 1))
                .mapToObj(all::get)
                .toList();
    }

    private List<String> all(String text) {
        return Arrays.stream(text.split(Pattern.quote(separator), -1)).map(String::strip).toList();
    }
}
