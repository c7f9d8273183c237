package dev.tamga.ca;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Architecture §1: dependencies run one way, from the vocabulary to the door. Plain tests: ArchUnit's own engine finds
 * its rules under JUnit 6 and reports none of their failures.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tamga.ca");

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.tamga.ca.(*)..").should().beFreeOfCycles());
    }

    @Test
    void dependenciesRunOneWay() {
        check(layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("vocabulary").definedBy("dev.tamga.ca")
            .layer("yaml").definedBy("dev.tamga.ca.yaml")
            .layer("fetch").definedBy("dev.tamga.ca.fetch")
            .layer("sm2").definedBy("dev.tamga.ca.sm2")
            .layer("chain").definedBy("dev.tamga.ca.chain")
            .layer("field").definedBy("dev.tamga.ca.field")
            .layer("profile").definedBy("dev.tamga.ca.profile")
            .layer("proof").definedBy("dev.tamga.ca.proof")
            .layer("crl").definedBy("dev.tamga.ca.crl")
            .layer("revocation").definedBy("dev.tamga.ca.revocation")
            .layer("holder").definedBy("dev.tamga.ca.holder")
            .layer("SPI").definedBy("dev.tamga.ca.adapter")
            .layer("adapters").definedBy("dev.tamga.ca.adapter.*..")
            .layer("door").definedBy("dev.tamga.ca.verification")
            .layer("explain").definedBy("dev.tamga.ca.explain")
            .whereLayer("explain").mayNotBeAccessedByAnyLayer()
            .whereLayer("door").mayOnlyBeAccessedByLayers("explain")
            .whereLayer("adapters").mayNotBeAccessedByAnyLayer()
            .whereLayer("SPI").mayOnlyBeAccessedByLayers("adapters", "door", "explain")
            .whereLayer("yaml").mayOnlyBeAccessedByLayers("SPI", "adapters", "door")
            .whereLayer("holder").mayOnlyBeAccessedByLayers("SPI", "adapters", "door", "explain")
            .whereLayer("revocation").mayOnlyBeAccessedByLayers("holder", "SPI", "adapters", "door", "explain")
            .whereLayer("crl").mayOnlyBeAccessedByLayers("revocation")
            .whereLayer("proof").mayOnlyBeAccessedByLayers("revocation", "holder", "door")
            .whereLayer("profile").mayOnlyBeAccessedByLayers("proof", "revocation", "holder", "SPI", "adapters", "door", "explain")
            .whereLayer("fetch").mayOnlyBeAccessedByLayers("revocation", "SPI", "adapters", "door")
            .whereLayer("sm2").mayOnlyBeAccessedByLayers("chain", "proof"));
    }

    @Test
    void vocabularyDependsOnNothing() {
        check(classes().that().resideInAPackage("dev.tamga.ca")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.tamga.ca", "java.."));
    }

    /** Elsewhere Bouncy Castle is a reader of ASN.1 and X.509 structures. */
    @Test
    void onlySm2ImportsCryptography() {
        check(noClasses().that().resideOutsideOfPackage("dev.tamga.ca.sm2")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.bouncycastle.crypto..",
                    "org.bouncycastle.math..",
                    "org.bouncycastle.cms..",
                    "org.bouncycastle.asn1.cms..",
                    "org.bouncycastle.asn1.gm..",
                    "org.bouncycastle.asn1.x9..",
                    "org.bouncycastle.jce..",
                    "org.bouncycastle.jcajce..",
                    "org.bouncycastle.operator..",
                    "org.bouncycastle.pqc.."));
    }

    @Test
    void libraryKnowsNoFramework() {
        check(noClasses().should().dependOnClassesThat().resideInAnyPackage(
            "org.springframework..", "jakarta..", "java.sql..", "javax.sql..", "com.nimbusds..", "org.jdbi.."));
    }

    @Test
    void onlyYamlReadsYaml() {
        check(noClasses().that().resideOutsideOfPackage("dev.tamga.ca.yaml")
            .should().dependOnClassesThat().resideInAPackage("org.yaml.."));
    }

    @Test
    void onlyFetchTalksToTheNetwork() {
        check(noClasses().that().resideOutsideOfPackage("dev.tamga.ca.fetch")
            .should().dependOnClassesThat().resideInAnyPackage("java.net.http..", "javax.net..", "org.apache.hc..")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.InetAddress")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.Socket"));
    }

    @Test
    void timeIsAnArgument() {
        check(noClasses()
            .should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(java.time.Clock.class, "systemUTC"));
    }

    /** A step's result can be made by its own package only: that is what makes the order of steps a fact. */
    @Test
    void earnedTypesAreEarned() {
        check(classes().that().haveNameMatching(
                    ".*\\.(Leaf|IssuedLeaf|TrustedChain|CompliantChain|ProvenChain|RevocationEvidence)")
            .should(new OnlyPackagePrivateConstructors()));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
