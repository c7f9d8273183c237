package dev.tamga.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages from templates: {@code ${name}} is a value (encoded), {@code #{key}} a sentence in the bidder's language. */
final class Page {

    private static final Pattern HOLE = Pattern.compile("([#$])\\{([a-z0-9_.-]+)}");
    private static final Map<String, Properties> SENTENCES =
            Map.of("zh-CN", sentences("messages.properties"), "en", sentences("messages_en.properties"));

    /** Text that is HTML already. */
    record Html(String text) {
    }

    private final String language;
    private final Map<String, Object> values = new HashMap<>();

    Page(String language) {
        this.language = SENTENCES.containsKey(language) ? language : "zh-CN";
        with("lang", this.language);
    }

    Page with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    boolean isEnglish() {
        return language.equals("en");
    }

    /** The sentence, or the key itself for data that we have no word for. */
    String sentence(String key) {
        return SENTENCES.get(language).getProperty(key, key.substring(key.lastIndexOf('.') + 1));
    }

    /** A template within the layout. */
    String render(String template) {
        with("content", new Html(fill(resource("pages/" + template + ".html"))));
        with("title", sentence("title." + template));
        return fill(resource("pages/layout.html"));
    }

    /** A definition list of labelled values; a value of a closed list is shown by its word. */
    Html rows(Map<String, String> rows) {
        StringBuilder html = new StringBuilder();
        rows.forEach((name, value) -> html.append("<div><dt>").append(encode(sentence("field." + name)))
                .append("</dt><dd>")
                .append(encode(word(name, value))).append("</dd></div>"));
        return new Html(html.toString());
    }

    static String resource(String name) {
        try (InputStream stream = Page.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String word(String name, String value) {
        StringBuilder words = new StringBuilder();
        for (String part : value.split(" ")) {
            String found = SENTENCES.get(language).getProperty("value." + name + "." + part, part);
            words.append(words.isEmpty() ? "" : name.equals("subject_types") ? " · " : " ").append(found);
        }
        return words.toString();
    }

    private String fill(String template) {
        return HOLE.matcher(template).replaceAll(hole -> Matcher.quoteReplacement(
                hole.group(1).equals("#") ? encode(sentence(hole.group(2))) : value(hole.group(2))));
    }

    private String value(String name) {
        return values.getOrDefault(name, "") instanceof Html html ? html.text()
                : encode(String.valueOf(values.get(name)));
    }

    private static String encode(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Properties sentences(String file) {
        Properties sentences = new Properties();
        try (InputStream stream = Page.class.getResourceAsStream(file)) {
            sentences.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }
}
