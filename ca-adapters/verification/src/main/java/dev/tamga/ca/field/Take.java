package dev.tamga.ca.field;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One step from the text that stands in a certificate to the value that is meant. */
public sealed interface Take {

    /** What is left of a text; empty where it has not the form that this step knows. */
    Optional<String> from(String text);

    /**
     * The value of an entity id.
     *
     * @param caCode the CA's own number: another CA's entity id says nothing here
     * @param kinds among {@code JJ}, {@code SF}, {@code QT}
     */
    record Entity(String caCode, Set<String> kinds) implements Take {
        @Override
        public Optional<String> from(String text) {
            return EntityId.parse(text).filter(id -> id.isOf(caCode, kinds)).map(EntityId::value);
        }
    }

    /**
     * The first group of a match of the whole text, or all of it.
     *
     * @param pattern never met by a text longer than {@link Source#MAX_LENGTH}
     */
    record Match(Pattern pattern) implements Take {
        @Override
        public Optional<String> from(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.matches()
                    ? Optional.ofNullable(matcher.group(matcher.groupCount() == 0 ? 0 : 1))
                    : Optional.empty();
        }
    }

    /** A credit code that is glued in front of a name (SNCA), or that name. The check digit is the mapping's to check. */
    enum Glued implements Take {
        CODE(1),
        NAME(2);

        // GB 32100 §4, and something after it that is not more of the same.
        private static final Pattern FORM = Pattern.compile("([0-9A-HJ-NP-RTUW-Y]{18})([^0-9A-Za-z].*)");

        private final int group;

        Glued(int group) {
            this.group = group;
        }

        @Override
        public Optional<String> from(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
        }
    }

    /** What a text is the base64 of. */
    enum Encoded implements Take {
        BASE64;

        @Override
        public Optional<String> from(String text) {
            return EntityId.decoded(text);
        }
    }
}
