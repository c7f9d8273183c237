package dev.tamga.assistant.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a person sees who opens the assistant's own address: 证书显示 and 签章显示 of the keys at hand. No site can read it
 * (no origin is allowed) or frame it; it shows public things only and needs no PIN.
 */
final class KeysPage {
    private static final String PLACE = "<!-- keys -->";
    private static final Map<String, String> STATES = Map.of(
            "valid", "证书状态正常 · valid",
            "expired", "证书已过期 · expired",
            "not-yet-valid", "证书尚未生效 · not yet valid");

    private final String frame;
    private final KeyListing listing;

    KeysPage(KeyListing listing) {
        this.frame = new String(Answer.file("status.html", "").body(), StandardCharsets.UTF_8);
        this.listing = listing;
    }

    Answer answer() {
        StringBuilder html = new StringBuilder();
        List<?> keys = (List<?>) listing.list().get("keys");
        keys.forEach(key -> key(html, (Map<?, ?>) key));
        if (keys.isEmpty()) {
            html.append("<p>未检测到CA锁。 · No key is inserted.</p>");
        }
        byte[] page = frame.replace(PLACE, html).getBytes(StandardCharsets.UTF_8);
        return new Answer(200, "text/html; charset=utf-8", page);
    }

    private static void key(StringBuilder html, Map<?, ?> key) {
        html.append("<article><h2>").append(text(key.get("label"))).append("</h2><p>硬件介质号 ")
                .append(text(key.get("medium_number"))).append("</p>");
        certificate(html, "签名证书 · signing certificate", (Map<?, ?>) key.get("signing"));
        if (key.get("encryption") instanceof Map<?, ?> encryption) {
            certificate(html, "加密证书 · encryption certificate", encryption);
        }
        html.append("<h3>签章显示 · seals</h3>");
        List<?> seals = (List<?>) key.get("seals");
        seals.forEach(seal -> seal(html, (Map<?, ?>) seal));
        html.append(seals.isEmpty() ? "<p>锁内没有电子签章。 · The key holds no seal.</p>" : "").append("</article>");
    }

    private static void certificate(StringBuilder html, String title, Map<?, ?> certificate) {
        html.append("<details><summary>").append(title).append(" · ")
                .append(STATES.get(certificate.get("state").toString())).append("</summary><dl>");
        row(html, "证书版本", "V" + certificate.get("version"));
        row(html, "证书序列号", certificate.get("serial"));
        row(html, "证书有效期", certificate.get("not_before") + " 至 " + certificate.get("not_after"));
        row(html, "有效剩余时间", "还剩 " + certificate.get("days_left") + "天");
        row(html, "证书使用者", certificate.get("subject"));
        row(html, "证书颁发者", certificate.get("issuer"));
        html.append("</dl></details>");
    }

    private static void row(StringBuilder html, String name, Object value) {
        html.append("<dt>").append(name).append("</dt><dd>").append(text(value)).append("</dd>");
    }

    // The image is base64 of ours, and only PNG is let in by its type.
    private static void seal(StringBuilder html, Map<?, ?> seal) {
        html.append("<figure><img alt=\"\" width=\"120\" src=\"data:image/png;base64,").append(seal.get("image"))
                .append("\"><figcaption>").append(text(seal.get("name"))).append("</figcaption></figure>");
    }

    private static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
