package dev.tamga.ca.chain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1VisibleString;

/**
 * The text of an ASN.1 string as its CA meant it. Older CAs write Chinese as GBK bytes into types that are for other
 * characters (T61String, PrintableString, even BMPString): read by the book they are rubble, and no name would match.
 */
public final class CaText {
    /** A superset of GBK. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private CaText() {}

    /** The text; where the bytes are neither ASCII, UTF-8 nor GBK, what the type says. */
    public static String of(ASN1String string) {
        return switch (string) {
            case ASN1T61String t61 -> decoded(t61.getOctets()).orElseGet(string::getString);
            case ASN1PrintableString printable -> decoded(printable.getOctets()).orElseGet(string::getString);
            case ASN1IA5String ia5 -> decoded(ia5.getOctets()).orElseGet(string::getString);
            case ASN1VisibleString visible -> decoded(visible.getOctets()).orElseGet(string::getString);
            case ASN1BMPString bmp -> gbkPairs(bmp.getString());
            default -> string.getString();
        };
    }

    /** Bytes as UTF-8, or else as GBK; empty where they are neither. */
    public static Optional<String> decoded(byte[] bytes) {
        return strictly(StandardCharsets.UTF_8, bytes)
                .or(() -> strictly(GB18030, bytes).filter(text -> text.codePoints().allMatch(CaText::isUsual)));
    }

    /** GBK puts rubble into some character or other; what is meant is letters, digits, marks and Han. */
    private static boolean isUsual(int codePoint) {
        return codePoint < 0x80
                || Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN
                || codePoint >= 0x2010 && codePoint <= 0x303f
                || codePoint >= 0xff00 && codePoint <= 0xffef
                || codePoint == 0xb7;
    }

    /** Each character of a BMPString that holds GBK bytes is one pair of them: read as UCS-2 it is a Korean syllable. */
    private static String gbkPairs(String text) {
        boolean pairs = !text.isEmpty() && text.chars().allMatch(c -> c >= 0xb0a1 && c <= 0xf7fe && (c & 0xff) >= 0xa1);
        return pairs ? strictly(GB18030, text.getBytes(StandardCharsets.UTF_16BE)).orElse(text) : text;
    }

    private static Optional<String> strictly(Charset charset, byte[] bytes) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
