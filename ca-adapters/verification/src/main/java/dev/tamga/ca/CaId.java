package dev.tamga.ca;

import java.util.regex.Pattern;

/**
 * Short name of a certificate authority in this installation, such as {@code bjca}: also the name of its folder below
 * {@code conf/ca/}. Lower-case letters, digits and hyphens, 2 to 32 characters, a letter first.
 */
public record CaId(String value) implements Comparable<CaId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

    public CaId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "CA id is \"" + value
                            + "\"; expected 2 to 32 lower-case letters, digits or hyphens, a letter first");
        }
    }

    @Override
    public int compareTo(CaId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
