package dev.tamga.ca.chain;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** RFC 5280 §4.2.1.10: a CA's constraints bind every certificate below it, in each encoding of a name. */
class NameConstraintsTest {
    private static final ForgedCertificate ROOT = Forged.root("CN=Root").forge();
    private static final String COUNTRY = "2.5.4.6";
    private static final String ORGANISATION = "2.5.4.10";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final X500Name QINGCHENG = name(
            rdn(COUNTRY, new DERPrintableString("CN")), rdn(ORGANISATION, new DERUTF8String("青城公司")));

    @Test
    void nameInAPermittedSubtreeIsAccepted() {
        assertThat(below(permitting(directory(QINGCHENG)))).isEqualTo("accepted");
        assertThat(below(permitting(directory(new X500Name("C=DE")), directory(QINGCHENG)))).isEqualTo("accepted");
    }

    @Test
    void nameOutsideEverySubtreeIsRefusedAndSaysWhich() {
        assertThat(below(permitting(directory(new X500Name("C=DE")))))
                .startsWith("untrusted-path")
                .contains("\"CN=Narrow,O=Forged,C=CN\" constrains names:")
                .contains("is in no permitted subtree; expected one of [C=DE]");
    }

    @Test
    void nameInAnExcludedSubtreeIsRefused() {
        assertThat(below(excluding(directory(QINGCHENG)))).startsWith("untrusted-path").contains("excluded subtree");
        assertThat(below(excluding(directory(new X500Name("C=DE"))))).isEqualTo("accepted");
        assertThat(below(new NameConstraints(
                subtrees(directory(new X500Name("C=CN"))), subtrees(directory(QINGCHENG)))))
                .as("excluded goes before permitted").startsWith("untrusted-path");
    }

    @Test
    void subtreeBeginsWhereTheNameBegins() {
        X500Name inside = name(rdn(ORGANISATION, new DERUTF8String("青城公司")));

        assertThat(below(permitting(directory(inside)))).as("Bouncy Castle would accept it anywhere in the name")
                .startsWith("untrusted-path").contains("is in no permitted subtree");
    }

    @Test
    void excludedNameIsOneInEachEncoding() {
        byte[] gbk = "青城公司".getBytes(Charset.forName("GBK"));
        for (ASN1Encodable organisation : new ASN1Encodable[] {
            new DERUTF8String("青城公司"), new DERBMPString("青城公司"), new DERT61String(gbk),
            new DERUTF8String(" 青城公司 ")}) {
            X500Name subtree = name(rdn(COUNTRY, new DERUTF8String("cn")), rdn(ORGANISATION, organisation));
            assertThat(below(excluding(directory(subtree)))).as(organisation.getClass().getSimpleName())
                    .startsWith("untrusted-path").contains("excluded subtree");
            X500Name subject = name(rdn(COUNTRY, new DERPrintableString("CN")), rdn(ORGANISATION, organisation),
                    rdn(COMMON_NAME, new DERUTF8String("x")));
            ForgedCertificate narrow = narrow(excluding(directory(QINGCHENG)));
            assertThat(Forged.trusting(ROOT).with(narrow).outcome(Forged.leaf(narrow).subject(subject).forge()))
                    .as("below: " + organisation.getClass().getSimpleName()).startsWith("untrusted-path");
        }
    }

    @Test
    void permittedNameIsOneInUtf8AndPrintable() {
        X500Name subtree = name(rdn(COUNTRY, new DERUTF8String("cn")), rdn(ORGANISATION, new DERUTF8String("FORGED")));
        ForgedCertificate narrow = narrow(permitting(directory(subtree)));
        X500Name subject = name(rdn(COUNTRY, new DERPrintableString("CN")),
                rdn(ORGANISATION, new DERPrintableString("forged")), rdn(COMMON_NAME, new DERUTF8String("x")));

        assertThat(Forged.trusting(ROOT).with(narrow).outcome(Forged.leaf(narrow).subject(subject).forge()))
                .isEqualTo("accepted");
    }

    @ParameterizedTest(name = "{0} {1}: {2} is {3}")
    @CsvSource(textBlock = """
            permitted, 1:example.cn, 1:a@example.cn, accepted
            permitted, 1:example.cn, 1:a@b.example.cn, untrusted-path
            permitted, 1:.example.cn, 1:a@b.example.cn, accepted
            permitted, 1:a@example.cn, 1:b@example.cn, untrusted-path
            excluded, 1:example.cn, 1:a@example.cn, untrusted-path
            excluded, 1:example.cn, 1:a@example.com, accepted
            permitted, 2:example.cn, 2:www.example.cn, accepted
            permitted, 2:example.cn, 2:wwwexample.cn, untrusted-path
            excluded, 2:example.cn, 2:www.EXAMPLE.cn, untrusted-path
            permitted, 6:example.cn, 6:http://example.cn/x, accepted
            permitted, 6:example.cn, 6:http://other.cn/x, untrusted-path
            permitted, 6:example.cn, 6:urn:x:y, untrusted-path
            permitted, 6:example.cn, 6:http://10.0.0.1/, untrusted-path
            excluded, 6:.example.cn, 6:https://a.example.cn/x, untrusted-path
            permitted, 7:10.0.0.0/8, 7:10.1.2.3, accepted
            permitted, 7:10.0.0.0/8, 7:11.1.2.3, untrusted-path
            excluded, 7:10.0.0.0/8, 7:10.1.2.3, untrusted-path
            permitted, 2:example.cn, 1:a@other.cn, accepted
            """)
    void addressesAreKept(String way, String constraint, String name, String expected) {
        GeneralSubtree subtree = new GeneralSubtree(general(constraint));
        ForgedCertificate narrow = narrow(way.equals("permitted") ? permitting(subtree) : excluding(subtree));

        assertThat(Forged.trusting(ROOT).with(narrow).outcome(named(narrow, general(name)))).startsWith(expected);
    }

    @Test
    void addressInTheSubjectIsOneToo() {
        ForgedCertificate narrow = narrow(permitting(new GeneralSubtree(general("1:example.cn"))));

        assertThat(Forged.trusting(ROOT).with(narrow)
                .outcome(Forged.leaf(narrow).subject("C=CN", "CN=x", "E=a@other.cn").forge()))
                .startsWith("untrusted-path");
    }

    @Test
    void constrainedKindThatNobodyKnowsIsRefusedOnlyWhereItAppears() {
        GeneralName other = new GeneralName(GeneralName.otherName,
                new OtherName(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("x")));
        ForgedCertificate narrow = narrow(permitting(new GeneralSubtree(other)));

        assertThat(Forged.trusting(ROOT).with(narrow).outcome(Forged.leaf(narrow).forge())).isEqualTo("accepted");
        assertThat(Forged.trusting(ROOT).with(narrow).outcome(named(narrow, other)))
                .startsWith("untrusted-path").contains("constrained kind that is not known here");
    }

    @Test
    void constraintsOfTheAnchorBindAsWell() {
        ForgedCertificate narrow =
                constrained(Forged.root("CN=R"), permitting(directory(new X500Name("C=DE")))).forge();

        assertThat(Forged.trusting(narrow).outcome(Forged.leaf(narrow).forge()))
                .startsWith("untrusted-path").contains("\"CN=R,O=Forged,C=CN\" constrains names");
    }

    @Test
    void selfIssuedCertificatesAreExemptExceptTheLast() {
        ForgedCertificate narrow = narrow(excluding(directory(new X500Name("C=CN,O=Forged,CN=Narrow"))));
        ForgedCertificate rekeyed = Forged.ca(narrow, "CN=Narrow").forge();

        assertThat(Forged.trusting(ROOT).with(narrow, rekeyed).outcome(Forged.leaf(rekeyed).forge()))
                .isEqualTo("accepted");
        assertThat(Forged.trusting(ROOT).with(narrow).outcome(rekeyed)).startsWith("untrusted-path");
    }

    @Test
    void casBelowAreBoundAndConstraintsOnlyNarrow() {
        ForgedCertificate narrow = narrow(permitting(directory(QINGCHENG)));
        ForgedCertificate outside = Forged.ca(narrow, "CN=Outside").forge();
        ForgedCertificate wide = constrained(
                Certificates.ca(narrow).subject(name(rdn(COUNTRY, new DERPrintableString("CN")),
                        rdn(ORGANISATION, new DERUTF8String("青城公司")), rdn(COMMON_NAME, new DERUTF8String("CA"))))
                        .valid(Forged.NOW.minus(Forged.DAY), Forged.NOW.plus(Forged.DAY)),
                permitting(directory(new X500Name("C=DE")), directory(new X500Name("C=CN")))).forge();

        assertThat(Forged.trusting(ROOT).with(narrow, outside).outcome(Forged.leaf(outside).forge()))
                .startsWith("untrusted-path").contains("CN=Outside");
        assertThat(Forged.trusting(ROOT).with(narrow, wide).outcome(Forged.leaf(wide).forge())).isEqualTo("accepted");
        assertThat(Forged.trusting(ROOT).with(narrow, wide)
                .outcome(Forged.leaf(wide).subject("C=DE", "CN=x").forge())).startsWith("untrusted-path");
    }

    @Test
    void constraintsMustBeCriticalAndWhole() {
        ForgedExtension loose = ForgedExtension.of(
                Extension.nameConstraints.getId(), permitting(directory(new X500Name("C=CN"))));
        ForgedCertificate narrow = Forged.ca(ROOT, "CN=Narrow").extension(loose).forge();

        assertThat(Forged.trusting(ROOT).with(narrow).outcome(Forged.leaf(narrow).forge()))
                .startsWith("untrusted-path").contains("not critical; expected them critical");
        GeneralSubtree deep = new GeneralSubtree(
                new GeneralName(new X500Name("C=CN")), BigInteger.TWO, null);
        assertThat(below(permitting(deep))).startsWith("untrusted-path").contains("minimum or maximum");
    }

    @Test
    void malformedConstraintIsRefused() {
        GeneralName broken = new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[3]));
        ForgedCertificate narrow = narrow(permitting(new GeneralSubtree(broken)));

        assertThat(Forged.trusting(ROOT).with(narrow).outcome(named(narrow, general("7:10.1.2.3"))))
                .startsWith("untrusted-path");
    }

    @Test
    void thousandsOfNamesAndConstraintsAreRefusedAtOnce() {
        GeneralSubtree[] many = IntStream.range(0, 2000)
                .mapToObj(i -> new GeneralSubtree(general("2:h" + i + ".cn"))).toArray(GeneralSubtree[]::new);
        GeneralName[] names = IntStream.range(0, 600).mapToObj(i -> general("2:x" + i + ".h" + i + ".cn"))
                .toArray(GeneralName[]::new);
        ForgedCertificate narrow = narrow(new NameConstraints(many, many));
        ForgedCertificate leaf = named(narrow, names);

        String outcome = assertTimeout(Duration.ofSeconds(30), () -> Forged.trusting(ROOT).with(narrow).outcome(leaf));

        assertThat(outcome).startsWith("untrusted-path").contains("too many to compare");
    }

    private static String below(NameConstraints constraints) {
        ForgedCertificate narrow = narrow(constraints);
        return Forged.trusting(ROOT).with(narrow).outcome(Forged.leaf(narrow).forge());
    }

    private static ForgedCertificate narrow(NameConstraints constraints) {
        return constrained(Forged.ca(ROOT, "CN=Narrow"), constraints).forge();
    }

    private static Certificates constrained(Certificates ca, NameConstraints constraints) {
        return ca.extension(ForgedExtension.of(Extension.nameConstraints.getId(), constraints).critical());
    }

    private static ForgedCertificate named(ForgedCertificate issuer, GeneralName... names) {
        return Forged.leaf(issuer).extension(ForgedExtension.of(
                Extension.subjectAlternativeName.getId(), new GeneralNames(names))).forge();
    }

    private static NameConstraints permitting(GeneralSubtree... permitted) {
        return new NameConstraints(permitted, null);
    }

    private static NameConstraints excluding(GeneralSubtree... excluded) {
        return new NameConstraints(null, excluded);
    }

    private static GeneralSubtree[] subtrees(GeneralSubtree... subtrees) {
        return subtrees;
    }

    private static GeneralSubtree directory(X500Name base) {
        return new GeneralSubtree(new GeneralName(base));
    }

    private static GeneralName general(String text) {
        String[] parts = text.split(":", 2);
        return new GeneralName(Integer.parseInt(parts[0]), parts[1]);
    }

    private static X500Name name(RDN... rdns) {
        return new X500Name(Arrays.copyOf(rdns, rdns.length));
    }

    private static RDN rdn(String oid, ASN1Encodable value) {
        return new RDN(new ASN1ObjectIdentifier(oid), value);
    }
}
