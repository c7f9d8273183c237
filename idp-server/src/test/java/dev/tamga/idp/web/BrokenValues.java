package dev.tamga.idp.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What nobody types, but somebody sends. Values as they stand in a form, encoded; not all of them are UTF-8. */
final class BrokenValues {
    /** What must never be on a page as it is. */
    static final String SCRIPT = "<script>alert(1)</script>";
    /** What must never be among the headers of an answer. */
    static final String HEADER = "x-evil";

    private static final List<String> TEXTS = List.of(
            "", " ", "\0", "a\0b", "\r\n" + HEADER + ": 1", SCRIPT, "'\"><img src=x onerror=alert(1)>",
            "😀".repeat(30), "\u202e\ufeff\u0085\u2028", "ᠮᠣᠩᠭᠣᠯ", "a ", "A".repeat(5_000), "-1", "1e999", "NaN", "true",
            "9".repeat(30), "../../../etc/passwd", "//evil.example/", "\\\\evil.example", "https://evil.example/#",
            "{}", "[]", "null", "{\"certificate\":\"\\ud800\",\"text\":\"\\u0000\",\"signature\":\"\"}",
            "${7*7}", "*{7*7}", "__${7*7}__::x", "2026-13-45", "1-" + "a".repeat(26), "A".repeat(43), "a".repeat(26),
            "a".repeat(43) + "." + "b".repeat(43), "a.b.c", "eyJhbGciOiJub25lIn0.e30.e30",
            "urn:ietf:params:oauth:request_uri:" + "A".repeat(43), "' or '1'='1", "150100", "150100 ", "１５０１００");
    /** No UTF-8 at all, a surrogate by itself, too long a form of a slash, half an escape. */
    private static final List<String> ENCODED = List.of("%ff%fe", "%ED%A0%80", "%C0%AF", "%", "%zz", "%u0041", "a%0");

    private BrokenValues() {}

    /** As they stand behind the equals sign. */
    static List<String> all() {
        return Stream.concat(TEXTS.stream().map(BrokenValues::encoded), ENCODED.stream()).toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A form in which every field has one value. */
    static String form(List<String> names, String value) {
        return names.stream().map(name -> name + "=" + value).collect(Collectors.joining("&"));
    }

    /** A good form in which one field has another value. */
    static String form(Map<String, String> good, String name, String value) {
        return Stream.concat(
                        good.entrySet().stream()
                                .filter(field -> !field.getKey().equals(name))
                                .map(field -> field.getKey() + "=" + encoded(field.getValue())),
                        Stream.of(name + "=" + value))
                .collect(Collectors.joining("&"));
    }
}
