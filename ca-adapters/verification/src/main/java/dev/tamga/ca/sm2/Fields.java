package dev.tamga.ca.sm2;

import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * The elements of a SEQUENCE, one after the other. Bouncy Castle's own classes skip over what they do not expect (of
 * two SETs of signers the last one counts); here what is left unread is refused. Faults are IllegalArgumentExceptions,
 * as Bouncy Castle's are.
 */
final class Fields {
    private final ASN1Sequence sequence;
    private int at;

    private Fields(ASN1Sequence sequence) {
        this.sequence = sequence;
    }

    static Fields of(ASN1Encodable element) {
        return new Fields(ASN1Sequence.getInstance(element));
    }

    ASN1Encodable next() {
        if (at == sequence.size()) {
            throw new IllegalArgumentException("an element is missing");
        }
        return sequence.getObjectAt(at++);
    }

    /** The next element if it is context-tagged with this number. */
    Optional<ASN1TaggedObject> tagged(int number) {
        if (at < sequence.size()
                && sequence.getObjectAt(at).toASN1Primitive() instanceof ASN1TaggedObject tagged
                && tagged.hasContextTag(number)) {
            at++;
            return Optional.of(tagged);
        }
        return Optional.empty();
    }

    void end() {
        if (at != sequence.size()) {
            throw new IllegalArgumentException("an element is too many");
        }
    }
}
