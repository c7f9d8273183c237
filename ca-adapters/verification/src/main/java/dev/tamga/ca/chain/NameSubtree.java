package dev.tamga.ca.chain;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Whether a distinguished name lies within a subtree (RFC 5280 §4.2.1.10): it begins with all RDNs of the subtree.
 * Values are compared as text whatever string type they have (§7.1), because CAs write one name as PrintableString,
 * UTF8String and BMPString, and GBK bytes into any of them, and a constraint must bind in each. Bouncy Castle's own
 * check lets a subtree begin anywhere in the name.
 */
final class NameSubtree {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private NameSubtree() {}

    /** One spelling for all names that are the same, RDN by RDN. */
    static String canonical(X500Name name) {
        return Arrays.stream(name.getRDNs()).map(rdn -> values(rdn).toString()).toList().toString();
    }

    static boolean contains(X500Name subtree, X500Name name) {
        RDN[] base = subtree.getRDNs();
        RDN[] found = name.getRDNs();
        if (base.length > found.length) {
            return false;
        }
        for (int i = 0; i < base.length; i++) {
            if (!values(base[i]).equals(values(found[i]))) {
                return false;
            }
        }
        return true;
    }

    /** The attributes of one RDN in an order of their own: it is a set. */
    private static List<String> values(RDN rdn) {
        List<String> values = new ArrayList<>();
        for (AttributeTypeAndValue pair : rdn.getTypesAndValues()) {
            String text = text(pair.getValue());
            // With its length, so that no value can play the end of itself and the beginning of another.
            values.add(pair.getType().getId() + "=" + text.length() + ":" + text);
        }
        return values.stream().sorted().toList();
    }

    private static String text(ASN1Encodable value) {
        if (!(value instanceof ASN1String string)) {
            return "#" + Arrays.toString(Hashes.sha256(encoded(value)));
        }
        String normalised = Normalizer.normalize(CaText.of(string), Normalizer.Form.NFKC).strip();
        return SPACES.matcher(normalised).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a parsed structure has an encoding", e);
        }
    }
}
