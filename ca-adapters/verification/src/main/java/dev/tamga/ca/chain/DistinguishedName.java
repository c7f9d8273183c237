package dev.tamga.ca.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A distinguished name as its attributes. CAs order them differently and repeat them (BJCA: name, CN, OU, O, O, L, ST,
 * C), so names are compared attribute by attribute and never as strings.
 */
public final class DistinguishedName {
    private final X500Name name;
    private final List<Attribute> attributes;
    // Found when first asked for, and then kept.
    private volatile String canonical;
    private volatile String text;

    /** One attribute; its OID in dots, its value as text. */
    public record Attribute(String oid, String value) {}

    private DistinguishedName(X500Name name, List<Attribute> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /** Reads all attributes; those that are no text are left out. */
    static DistinguishedName of(X500Name name) {
        List<Attribute> attributes = new ArrayList<>();
        for (RDN rdn : name.getRDNs()) {
            for (AttributeTypeAndValue pair : rdn.getTypesAndValues()) {
                if (pair.getValue() instanceof ASN1String text) {
                    attributes.add(new Attribute(pair.getType().getId(), CaText.of(text)));
                }
            }
        }
        return new DistinguishedName(name, List.copyOf(attributes));
    }

    /** The OID of an attribute's short name such as {@code CN}, or of an OID itself. */
    public static Optional<String> oid(String attribute) {
        try {
            return Optional.of(BCStyle.INSTANCE.attrNameToOID(attribute).getId());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** All values of an attribute in the certificate's order. */
    public List<String> values(String oid) {
        return attributes.stream().filter(attribute -> attribute.oid().equals(oid)).map(Attribute::value).toList();
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    /** Whether there is no attribute at all. */
    public boolean isEmpty() {
        return name.size() == 0;
    }

    /**
     * RFC 5280 §7.1: attribute by attribute in their order, ignoring case and repeated white space. Bouncy Castle's
     * equality ignores the order too.
     */
    boolean isSame(DistinguishedName other) {
        return canonical().equals(other.canonical());
    }

    /** One spelling for all names that are the same. */
    String canonical() {
        if (canonical == null) {
            canonical = NameSubtree.canonical(name);
        }
        return canonical;
    }

    /** RFC 4514, for display: the last attribute of the certificate first. */
    @Override
    public String toString() {
        if (text == null) {
            text = display();
        }
        return text;
    }

    private String display() {
        List<RDN> reversed = new ArrayList<>(List.of(name.getRDNs()));
        Collections.reverse(reversed);
        return BCStyle.INSTANCE.toString(new X500Name(reversed.toArray(RDN[]::new)));
    }

    /** For Bouncy Castle's structures. */
    public X500Name x500() {
        return name;
    }
}
