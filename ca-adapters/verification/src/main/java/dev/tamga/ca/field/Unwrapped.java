package dev.tamga.ca.field;

import java.io.IOException;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;

import dev.tamga.ca.chain.CaText;
import dev.tamga.ca.chain.DerShape;

/**
 * The text inside an extension's value (ca-certificates.md §3): CAs wrap it in SEQUENCE, SET and [n], or not at all.
 */
final class Unwrapped {
    private Unwrapped() {}

    /** The first string inside, or the raw bytes where they are printable; nothing otherwise. */
    static Optional<String> text(byte[] content) {
        try {
            // Bounds the depth, so that the walk below needs no bound of its own.
            DerShape.check(content);
            return first(ASN1Primitive.fromByteArray(content));
        } catch (IOException | IllegalStateException | IllegalArgumentException | ClassCastException e) {
            // Not DER inside: some CAs write the bare text.
            return printable(content);
        }
    }

    private static Optional<String> first(ASN1Encodable value) {
        return switch (value.toASN1Primitive()) {
            case ASN1String text -> Optional.of(CaText.of(text));
            case ASN1Sequence list -> first(list.toArray());
            case ASN1Set set -> first(set.toArray());
            case ASN1OctetString octets -> printable(octets.getOctets());
            case ASN1TaggedObject tagged when tagged.isExplicit() -> first(tagged.getExplicitBaseObject());
            // An implicit tag hides the string type; what it holds are the string's bytes.
            case ASN1TaggedObject tagged ->
                    printable(ASN1OctetString.getInstance(tagged, false).getOctets());
            default -> Optional.empty();
        };
    }

    private static Optional<String> first(ASN1Encodable[] values) {
        for (ASN1Encodable value : values) {
            Optional<String> text = first(value);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> printable(byte[] bytes) {
        return CaText.decoded(bytes)
                .filter(text -> !text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl));
    }
}
