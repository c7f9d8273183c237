package dev.tamga.assistant.pin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tamga.assistant.device.DeviceKey;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;

/** What the PIN window says, one label a line. */
record PinText(DeviceKey key, Challenge challenge, Map<String, String> shown) {
    private static final int MAX_ROWS = 20;
    private static final int MAX_COLUMNS = 70;
    private static final Map<Purpose, String> PURPOSES = Map.of(
            Purpose.SIGN_IN, "登录 · Sign in",
            Purpose.BIND, "绑定证书 · Bind this key",
            Purpose.ADD_KEY, "添加副锁 · Add a secondary key",
            Purpose.UNFREEZE, "解除冻结 · Unfreeze a key");

    String title() {
        return "证书助手 · Key assistant";
    }

    Object[] lines() {
        List<String> lines = new ArrayList<>();
        lines.add("网站 · Site: " + challenge.origin());
        lines.add("用途 · Purpose: " + PURPOSES.get(challenge.purpose()));
        lines.add("证书 · Key: " + key.label() + " – " + key.signing().name());
        new TreeMap<>(shown).entrySet().stream()
                .limit(MAX_ROWS)
                .forEach(row -> lines.add(row.getKey() + ": " + row.getValue()));
        if (shown.size() > MAX_ROWS) {
            lines.add("… " + shown.size());
        }
        lines.add("CA锁密码 · PIN (还可尝试 " + key.triesLeft() + " 次 · " + key.triesLeft() + " tries left):");
        return lines.stream().map(PinText::plain).toArray();
    }

    /** One line, cut, and never taken for HTML, which Swing labels render after {@code <html>}. */
    private static String plain(String line) {
        String visible = line.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replace('<', '‹');
        return visible.length() <= MAX_COLUMNS ? visible : visible.substring(0, MAX_COLUMNS) + "…";
    }
}
