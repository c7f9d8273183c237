package dev.tamga.ca.chain;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 5280 §6.1.3 (d) to (f): any policy will do, unless a CA on the path demands an explicit one. */
class PolicyTest {
    private static final ForgedCertificate ROOT = Forged.root("CN=Root").forge();
    private static final String ANY = "2.5.29.32.0";
    /** What old BJCA certificates carry: the OID of the extension itself, which is not any-policy. */
    private static final String MALFORMED = "2.5.29.32";
    private static final String ONE = "1.2.3.1";
    private static final String TWO = "1.2.3.2";

    @Test
    void policiesNeedNotAgreeWhereNobodyDemandsOne() {
        assertThat(below(ca(ONE), TWO)).isEqualTo("accepted");
        assertThat(below(ca(ONE))).isEqualTo("accepted");
    }

    @Test
    void demandedPolicyMustStandOnTheWholePath() {
        assertThat(below(ca(ONE).extension(demanding(0)), ONE)).isEqualTo("accepted");
        assertThat(below(ca(ONE).extension(demanding(0)), TWO))
                .startsWith("untrusted-path").contains("policy");
        assertThat(below(ca(ONE).extension(demanding(0)))).startsWith("untrusted-path");
        assertThat(below(ca(ANY).extension(demanding(0)), TWO)).isEqualTo("accepted");
        assertThat(below(ca(ONE).extension(demanding(0)), ANY)).isEqualTo("accepted");
    }

    @Test
    void demandBeginsWhereItSays() {
        ForgedCertificate first = ca(ONE).extension(demanding(1)).forge();
        ForgedCertificate second = Forged.ca(first, "CN=Second").extension(ForgedExtension.policies(TWO)).forge();
        Forged tree = Forged.trusting(ROOT).with(first, second);

        assertThat(tree.outcome(Forged.leaf(first).extension(ForgedExtension.policies(TWO)).forge()))
                .startsWith("untrusted-path");
        assertThat(tree.outcome(Forged.leaf(second).extension(ForgedExtension.policies(TWO)).forge()))
                .startsWith("untrusted-path");
    }

    @Test
    void anyPolicyEndsWhereItIsInhibited() {
        ForgedExtension inhibit = ForgedExtension.of(Extension.inhibitAnyPolicy.getId(), new ASN1Integer(0)).critical();

        assertThat(below(ca(ONE).extension(demanding(0)).extension(inhibit), ANY)).startsWith("untrusted-path");
        assertThat(below(ca(ONE).extension(demanding(0)).extension(inhibit), ONE)).isEqualTo("accepted");
    }

    @Test
    void mappedPolicyIsTheOneItIsMappedTo() {
        ForgedExtension mapping = mapping(ONE, TWO);

        assertThat(below(ca(ONE).extension(demanding(0)).extension(mapping), TWO)).isEqualTo("accepted");
        assertThat(below(ca(ONE).extension(demanding(0)).extension(mapping), ONE)).startsWith("untrusted-path");
        assertThat(below(ca(ONE).extension(mapping(ANY, TWO)), TWO)).startsWith("untrusted-path");
    }

    @Test
    void malformedPolicyIsAPolicyOfItsOwnAndNeverAny() {
        assertThat(below(ca(ONE), MALFORMED)).isEqualTo("accepted");
        assertThat(below(ca(MALFORMED), ONE)).isEqualTo("accepted");
        assertThat(below(ca(ONE).extension(demanding(0)), MALFORMED)).startsWith("untrusted-path");
        assertThat(below(ca(MALFORMED).extension(demanding(0)), ONE)).startsWith("untrusted-path");
    }

    private static Certificates ca(String... policies) {
        return Forged.ca(ROOT, "CN=Issuing").extension(ForgedExtension.policies(policies));
    }

    private static String below(Certificates ca, String... policies) {
        ForgedCertificate issuing = ca.forge();
        Certificates leaf = Forged.leaf(issuing);
        return Forged.trusting(ROOT).with(issuing).outcome(
                (policies.length == 0 ? leaf : leaf.extension(ForgedExtension.policies(policies))).forge());
    }

    private static ForgedExtension demanding(int after) {
        return ForgedExtension.of(Extension.policyConstraints.getId(),
                new DERSequence(new DERTaggedObject(false, 0, new ASN1Integer(after)))).critical();
    }

    private static ForgedExtension mapping(String issuer, String subject) {
        ASN1EncodableVector pair = new ASN1EncodableVector();
        pair.add(new ASN1ObjectIdentifier(issuer));
        pair.add(new ASN1ObjectIdentifier(subject));
        return ForgedExtension.of(Extension.policyMappings.getId(), new DERSequence(new DERSequence(pair))).critical();
    }
}
