package dev.tamga.idp.portal;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a bidder looks for among the platforms: part of a name, or pinyin initials. {@code portal.js} does the same as
 * somebody types; the two must agree.
 *
 * @param entered as it stays in the field
 * @param text as it is compared
 */
public record Search(String entered, String text) {
    private static final int LONGEST = 50;

    /** @param query as it came, or none; what is longer than any name is cut */
    static Search of(Optional<String> query) {
        String entered = query.map(String::strip).orElse("");
        String cut = entered.substring(0, Math.min(entered.length(), LONGEST));
        return new Search(cut, plain(cut));
    }

    /** What a tile is found by: its names and those of the systems behind it, each also by its initials. */
    static String index(Stream<String> names) {
        return names.flatMap(name -> Stream.of(plain(name), Initials.of(name)))
                .distinct()
                .collect(Collectors.joining("|"));
    }

    // Full-width letters are letters, and nobody should mind case or a space.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("[\\s|]", "");
    }

    public boolean isOn() {
        return !text.isEmpty();
    }

    public boolean finds(Tile tile) {
        return tile.searched().contains(text);
    }

    public boolean findsAny(Collection<Tile> tiles) {
        return tiles.stream().anyMatch(this::finds);
    }
}
