package dev.tamga.forge;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Distinguished names from lines such as {@code "CN=…"} or {@code "2.5.4.31=…"}, encoded in the order given. */
public final class ForgedName {
    private ForgedName() {}

    /** Country as PrintableString, all else as UTF8String. */
    public static X500Name of(String... rdns) {
        return build(false, rdns);
    }

    /** Country, too, as UTF8String: BJCA's subjects. */
    public static X500Name allUtf8(String... rdns) {
        return build(true, rdns);
    }

    private static X500Name build(boolean utf8Country, String... rdns) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        for (String rdn : rdns) {
            int equals = rdn.indexOf('=');
            ASN1ObjectIdentifier type = BCStyle.INSTANCE.attrNameToOID(rdn.substring(0, equals));
            String text = rdn.substring(equals + 1);
            boolean printable = type.equals(BCStyle.C) && !utf8Country;
            ASN1Encodable value = printable ? new DERPrintableString(text) : new DERUTF8String(text);
            name.addRDN(type, value);
        }
        return name.build();
    }
}
