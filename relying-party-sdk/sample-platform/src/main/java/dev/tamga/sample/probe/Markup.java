package dev.tamga.sample.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of an HTML page with their attributes, as far as forms need them (HTML §13.1.2). */
final class Markup {
    // What stands inside these is text, not tags (HTML §13.1.2: raw text and escapable raw text elements).
    private static final Set<String> RAW = Set.of("script", "style", "textarea", "title");
    private static final Pattern NAME = Pattern.compile("/?[A-Za-z][A-Za-z0-9-]*+");
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "[\\s/]*+([^\\s\"'<>/=]++)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'=<>`]++)))?+");
    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    /** @param name in lower case; an end tag's begins with a slash */
    record Tag(String name, Map<String, String> attributes) {
        Optional<String> find(String attribute) {
            return Optional.ofNullable(attributes.get(attribute));
        }

        boolean is(String attribute, String value) {
            return value.equals(attributes.get(attribute));
        }
    }

    private final List<Tag> tags = new ArrayList<>();

    Markup(String html) {
        int at = html.indexOf('<');
        while (at >= 0) {
            at = html.indexOf('<', after(html, at));
        }
    }

    List<Tag> tags() {
        return tags;
    }

    /** Reads what begins at a {@code <}; gives where to read on. */
    private int after(String html, int start) {
        if (html.startsWith("<!--", start)) {
            int end = html.indexOf("-->", start + 4);
            return end < 0 ? html.length() : end;
        }
        Matcher name = NAME.matcher(html).region(start + 1, html.length());
        if (!name.lookingAt()) {
            return start + 1;
        }
        Map<String, String> attributes = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(html).region(name.end(), html.length());
        int end = name.end();
        while (attribute.lookingAt()) {
            attributes.putIfAbsent(attribute.group(1).toLowerCase(Locale.ROOT), value(attribute));
            end = attribute.end();
            attribute.region(end, html.length());
        }
        Tag tag = new Tag(name.group().toLowerCase(Locale.ROOT), attributes);
        tags.add(tag);
        return RAW.contains(tag.name()) ? endOf(tag.name(), html, end) : end;
    }

    private static int endOf(String raw, String html, int from) {
        Matcher end = Pattern.compile("</" + raw, Pattern.CASE_INSENSITIVE).matcher(html);
        return end.find(from) ? end.start() : html.length();
    }

    private static String value(Matcher attribute) {
        for (int group = 2; group <= 4; group++) {
            if (attribute.group(group) != null) {
                return unescaped(attribute.group(group));
            }
        }
        return "";
    }

    private static String unescaped(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1))));
    }

    private static String character(String entity) {
        if (entity.charAt(0) != '#') {
            return NAMED.get(entity);
        }
        boolean isHex = Character.toLowerCase(entity.charAt(1)) == 'x';
        int code = isHex ? Integer.parseInt(entity.substring(2), 16) : Integer.parseInt(entity.substring(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD";
    }
}
