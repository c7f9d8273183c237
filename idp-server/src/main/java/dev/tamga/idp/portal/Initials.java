package dev.tamga.idp.portal;

import java.nio.charset.Charset;
import java.util.stream.Collectors;

/**
 * The pinyin initials of a name, 「呼和浩特市」 as hhhts, as people type them to find it. GB 2312 sorts its 3755 characters of
 * the first level by their pinyin, so the character's code says its initial; rarer characters have none
 * (docs/decisions/0048).
 */
final class Initials {
    // The JDK's GBK, in java.base everywhere, has GB 2312's characters at GB 2312's codes.
    private static final Charset CODES = Charset.forName("GBK");
    // No syllable begins with i, u or v.
    private static final String LETTERS = "abcdefghjklmnopqrstwxyz";
    private static final int[] FIRST = {
        0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
        0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1
    };
    private static final int LAST = 0xD7F9;

    private Initials() {}

    /** Lower-case letters and digits; punctuation and rarer characters are left out. */
    static String of(String name) {
        return name.codePoints().mapToObj(Initials::initial).collect(Collectors.joining());
    }

    private static String initial(int character) {
        if (character < 0x80) {
            return Character.isLetterOrDigit(character) ? Character.toString(Character.toLowerCase(character)) : "";
        }
        byte[] code = Character.toString(character).getBytes(CODES);
        int number = code.length == 2 ? (code[0] & 0xFF) << 8 | code[1] & 0xFF : 0;
        boolean firstLevel = number >= FIRST[0] && number <= LAST && (number & 0xFF) >= 0xA1;
        return firstLevel ? letter(number) : "";
    }

    private static String letter(int number) {
        int at = 0;
        while (at + 1 < FIRST.length && FIRST[at + 1] <= number) {
            at++;
        }
        return LETTERS.substring(at, at + 1);
    }
}
