package dev.tamga.ca.revocation;

import java.util.Optional;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedName;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static dev.tamga.ca.revocation.CrlWorld.OTHER;
import static dev.tamga.ca.revocation.CrlWorld.name;
import static dev.tamga.ca.revocation.CrlWorld.point;
import static dev.tamga.ca.revocation.CrlWorld.points;
import static dev.tamga.ca.revocation.CrlWorld.scope;
import static org.assertj.core.api.Assertions.assertThat;

/** RFC 5280 §5.2.5: a CRL for some certificates says nothing of others, one for some reasons nothing of others. */
class CrlScopeTest {
    private static final ReasonFlags COMPROMISE = new ReasonFlags(
            ReasonFlags.keyCompromise | ReasonFlags.cACompromise | ReasonFlags.aACompromise);
    private static final ReasonFlags THE_REST = new ReasonFlags(ReasonFlags.affiliationChanged
            | ReasonFlags.superseded | ReasonFlags.cessationOfOperation | ReasonFlags.certificateHold
            | ReasonFlags.privilegeWithdrawn);

    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate leaf = world.leaf();

    @Test
    void crlOfUsersCasOrAttributesAnswersForThoseAlone() {
        assertThat(askWith(new IssuingDistributionPoint(null, true, false, null, false, false))).isEqualTo("good");
        assertThat(askWith(new IssuingDistributionPoint(null, false, true, null, false, false)))
                .isEqualTo("unanswered: the CRL is for other certificates");
        assertThat(askWith(new IssuingDistributionPoint(null, false, false, null, false, true)))
                .isEqualTo("unanswered: the CRL is for other certificates");
        assertThat(askWith(new DERSequence(new ASN1Encodable[] {
            new DERTaggedObject(false, 1, ASN1Boolean.TRUE), new DERTaggedObject(false, 2, ASN1Boolean.TRUE)})))
                .as("of neither").isEqualTo("unanswered: the CRL is for other certificates");
    }

    @Test
    void crlOfAnotherPointIsNotBelieved() {
        assertThat(askWith(scope(name(CRL), false))).isEqualTo("good");
        assertThat(askWith(scope(name(OTHER), false))).isEqualTo("unanswered: the CRL is for other certificates");
        assertThat(askWith(scope(new DistributionPointName(new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.uniformResourceIdentifier, OTHER),
            new GeneralName(GeneralName.uniformResourceIdentifier, CRL)})), false)))
                .as("one name in common will do").isEqualTo("good");
    }

    @Test
    void namesOfPointsAreComparedAsNames() {
        X500Name upper = ForgedName.of("C=CN", "O=FORGED", "CN=POINT  1");
        X500Name lower = ForgedName.of("C=CN", "O=forged", "CN=point 1");
        ForgedCertificate named = world.leaf(world.issuing, points(point(new DistributionPointName(
                new GeneralNames(new GeneralName[] {
                    new GeneralName(upper),
                    new GeneralName(GeneralName.uniformResourceIdentifier, CRL)})), null, null)));
        world.answering(CRL, world.crl().scope(
                scope(new DistributionPointName(new GeneralNames(new GeneralName(lower))), false)));

        assertThat(world.ask(named)).isEqualTo("good");
    }

    @Test
    void relativeNameContinuesTheIssuersName() {
        ForgedCertificate named = world.leaf(world.issuing, points(point(new DistributionPointName(
                new GeneralNames(new GeneralName[] {
                    new GeneralName(ForgedName.of("C=CN", "O=Forged", "CN=Issuing", "CN=Point 1")),
                    new GeneralName(GeneralName.uniformResourceIdentifier, CRL)})), null, null)));

        world.answering(CRL, world.crl().scope(scope(relative("Point 1"), false)));
        assertThat(world.ask(named)).isEqualTo("good");

        CrlWorld other = new CrlWorld();
        other.answering(CRL, other.crl().scope(scope(relative("Point 2"), false)));
        assertThat(other.ask(other.leaf())).isEqualTo("unanswered: the CRL is for other certificates");
    }

    @Test
    void addressThatTheOperatorNamesIsAPointToo() {
        ForgedCertificate silent = world.leaf(world.issuing);
        assertThat(world.ask(silent)).isEqualTo("unanswered: the certificate names no CRL");

        world.crlAddress = Optional.of(OTHER);
        world.answering(OTHER, world.crl().scope(scope(name(OTHER), false)));
        assertThat(world.ask(silent)).isEqualTo("good");
    }

    @Test
    void onlyAllReasonsTogetherMakeGood() {
        ForgedCertificate both = world.leaf(world.issuing,
                points(point(name(CRL), COMPROMISE, null), point(name(OTHER), THE_REST, null)));
        world.answering(CRL, world.crl().scope(scope(name(CRL), COMPROMISE)));
        world.answering(OTHER, world.crl().scope(scope(name(OTHER), THE_REST)));
        assertThat(world.ask(both)).isEqualTo("good");

        assertThat(askWith(scope(name(CRL), COMPROMISE)))
                .isEqualTo("unanswered: the CRLs speak only for some reasons of revocation");
    }

    @Test
    void certificateThatOnePartialCrlListsIsRevoked() {
        ForgedCertificate both = world.leaf(world.issuing,
                points(point(name(CRL), COMPROMISE, null), point(name(OTHER), THE_REST, null)));
        world.answering(CRL, world.crl().scope(scope(name(CRL), COMPROMISE))
                .revoke(both, NOW, RevocationReason.KEY_COMPROMISE));

        assertThat(world.ask(both)).as("though the other cannot be had").isEqualTo("revoked");
    }

    @Test
    void missingPartIsNotMadeUpForByTheOther() {
        ForgedCertificate both = world.leaf(world.issuing,
                points(point(name(CRL), COMPROMISE, null), point(name(OTHER), THE_REST, null)));
        world.answering(OTHER, world.crl().scope(scope(name(OTHER), THE_REST)));

        assertThat(world.ask(both)).startsWith("unanswered");
    }

    @Test
    void pointsReasonsLimitWhatItsCrlSays() {
        ForgedCertificate narrow = world.leaf(world.issuing, points(point(name(CRL), COMPROMISE, null)));
        world.answering(CRL, world.crl());

        assertThat(world.ask(narrow)).isEqualTo("unanswered: the CRLs speak only for some reasons of revocation");
    }

    @Test
    void secondPlaceOfOnePointIsAskedWhereTheFirstFails() {
        ForgedCertificate two = world.leaf(world.issuing, points(point(new DistributionPointName(
                new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.uniformResourceIdentifier, OTHER),
                    new GeneralName(GeneralName.uniformResourceIdentifier, CRL)})), null, null)));
        world.answering(CRL, world.crl().revoke(two, NOW, RevocationReason.SUPERSEDED));

        assertThat(world.ask(two)).isEqualTo("revoked");
        assertThat(world.fetcher.asked()).containsExactly(OTHER, CRL);
    }

    private static DistributionPointName relative(String commonName) {
        ASN1EncodableVector rdn = new ASN1EncodableVector();
        rdn.add(new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String(commonName)));
        return new DistributionPointName(DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER, new DERSet(rdn));
    }

    private static String askWith(ASN1Encodable scope) {
        CrlWorld fresh = new CrlWorld();
        fresh.answering(CRL, fresh.crl().scope(scope));
        return fresh.ask(fresh.leaf());
    }
}
