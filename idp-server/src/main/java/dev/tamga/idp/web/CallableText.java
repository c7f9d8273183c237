package dev.tamga.idp.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/** Telephone numbers within a text as links that call them; the one place that knows what such a number looks like. */
final class CallableText {
    /**
     * Service numbers (400), numbers with an area code, mobile ones, with or without +86; never a part of a longer word or
     * number, so that the number of a key or of a request is none.
     */
    static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z._-])(?:\\+86[ -]?)?"
            + "(?:400(?:-?[0-9]){7}|0(?:10|2[0-9]|[3-9][0-9]{2})-?[0-9]{6,8}|1[3-9][0-9]{9})"
            + "(?![0-9A-Za-z_]|[.-][0-9])");

    private CallableText() {}

    /**
     * @param text as it came, also from outside
     * @return HTML: all of the text is escaped, and a link holds digits, hyphens and a plus sign alone
     */
    static String html(String text) {
        StringBuilder html = new StringBuilder(text.length() + 64);
        Matcher number = NUMBER.matcher(text);
        int end = 0;
        while (number.find()) {
            html.append(escaped(text.substring(end, number.start())))
                    .append("<a class=\"number\" href=\"tel:")
                    .append(number.group().replace(" ", "-"))
                    .append("\">")
                    .append(number.group())
                    .append("</a>");
            end = number.end();
        }
        return html.append(escaped(text.substring(end))).toString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
