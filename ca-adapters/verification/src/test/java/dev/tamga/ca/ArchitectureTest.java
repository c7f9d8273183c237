package dev.tamga.ca;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Architecture §1: dependencies run one way, from the vocabulary to the door. */
@AnalyzeClasses(packages = "dev.tamga.ca", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.tamga.ca.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dependenciesRunOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("vocabulary").definedBy("dev.tamga.ca")
            .layer("yaml").definedBy("dev.tamga.ca.yaml")
            .layer("sm2").definedBy("dev.tamga.ca.sm2")
            .layer("chain").definedBy("dev.tamga.ca.chain")
            .layer("field").definedBy("dev.tamga.ca.field")
            .layer("profile").definedBy("dev.tamga.ca.profile")
            .layer("proof").definedBy("dev.tamga.ca.proof")
            .layer("revocation").definedBy("dev.tamga.ca.revocation")
            .layer("holder").definedBy("dev.tamga.ca.holder")
            .layer("SPI").definedBy("dev.tamga.ca.adapter")
            .layer("adapters").definedBy("dev.tamga.ca.adapter.*..")
            .layer("door").definedBy("dev.tamga.ca.verification")
            .whereLayer("door").mayNotBeAccessedByAnyLayer()
            .whereLayer("adapters").mayNotBeAccessedByAnyLayer()
            .whereLayer("SPI").mayOnlyBeAccessedByLayers("adapters", "door")
            .whereLayer("yaml").mayOnlyBeAccessedByLayers("SPI", "adapters", "door")
            .whereLayer("holder").mayOnlyBeAccessedByLayers("SPI", "adapters", "door")
            .whereLayer("revocation").mayOnlyBeAccessedByLayers("holder", "SPI", "adapters", "door")
            .whereLayer("proof").mayOnlyBeAccessedByLayers("revocation", "holder", "door")
            .whereLayer("profile").mayOnlyBeAccessedByLayers("proof", "revocation", "holder", "SPI", "adapters", "door")
            .whereLayer("sm2").mayOnlyBeAccessedByLayers("chain", "proof");

    @ArchTest
    static final ArchRule vocabularyDependsOnNothing = classes().that().resideInAPackage("dev.tamga.ca")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.tamga.ca", "java..");

    /** Elsewhere Bouncy Castle is a reader of ASN.1 and X.509 structures. */
    @ArchTest
    static final ArchRule onlySm2ImportsCryptography = noClasses().that().resideOutsideOfPackage("dev.tamga.ca.sm2")
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
                    "org.bouncycastle.pqc..");

    @ArchTest
    static final ArchRule libraryKnowsNoFramework = noClasses().should().dependOnClassesThat().resideInAnyPackage(
            "org.springframework..", "jakarta..", "java.sql..", "javax.sql..", "com.nimbusds..", "org.jdbi..");

    @ArchTest
    static final ArchRule onlyYamlReadsYaml = noClasses().that().resideOutsideOfPackage("dev.tamga.ca.yaml")
            .should().dependOnClassesThat().resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule onlyRevocationTalksToTheNetwork = noClasses().that().resideOutsideOfPackage("dev.tamga.ca.revocation")
            .should().dependOnClassesThat().resideInAnyPackage("java.net.http..");

    @ArchTest
    static final ArchRule timeIsAnArgument = noClasses()
            .should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(java.time.Clock.class, "systemUTC");

    /** A step's result can be made by its own package only: that is what makes the order of steps a fact. */
    @ArchTest
    static final ArchRule earnedTypesAreEarned = classes().that().haveNameMatching(
                    ".*\\.(Leaf|IssuedLeaf|TrustedChain|CompliantChain|ProvenChain|RevocationEvidence)")
            .should().haveOnlyPrivateConstructors()
            .orShould(new OnlyPackagePrivateConstructors());
}
