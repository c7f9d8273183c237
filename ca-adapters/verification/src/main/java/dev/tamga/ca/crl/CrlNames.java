package dev.tamga.ca.crl;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Names of a distribution point so that equal ones are equal: a directory name is an {@link X500Name} (RFC 5280 §7.1),
 * any other a {@link GeneralName}, compared byte by byte.
 */
final class CrlNames {
    private static final int MOST_RDNS = 64;

    private CrlNames() {}

    /** @param base what a relative name continues (RFC 5280 §4.2.1.13) */
    static Set<Object> of(DistributionPointName name, X500Name base) {
        if (name == null) {
            return Set.of();
        }
        return name.getType() == DistributionPointName.FULL_NAME
                ? of(GeneralNames.getInstance(name.getName()))
                : Set.of(relative(base, ASN1Set.getInstance(name.getName())));
    }

    static Set<Object> of(GeneralNames names) {
        Set<Object> comparable = new LinkedHashSet<>();
        Arrays.stream(names.getNames()).forEach(name -> comparable.add(comparable(name)));
        return comparable;
    }

    /** @throws IllegalArgumentException if comparing it would take unreasonably long */
    static X500Name bounded(X500Name name) {
        if (name.size() > MOST_RDNS) {
            throw new IllegalArgumentException("a name has more than " + MOST_RDNS + " parts");
        }
        return name;
    }

    private static Object comparable(GeneralName name) {
        return name.getTagNo() == GeneralName.directoryName ? bounded(X500Name.getInstance(name.getName())) : name;
    }

    private static X500Name relative(X500Name base, ASN1Set rdn) {
        ASN1EncodableVector whole = new ASN1EncodableVector();
        for (ASN1Encodable part : ASN1Sequence.getInstance(base.toASN1Primitive())) {
            whole.add(part);
        }
        whole.add(rdn);
        return bounded(X500Name.getInstance(new DERSequence(whole)));
    }
}
