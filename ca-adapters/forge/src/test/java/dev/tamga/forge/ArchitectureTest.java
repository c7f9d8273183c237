package dev.tamga.forge;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Plain tests: under JUnit 6 the fields of ArchUnit's own engine pass unchecked. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tamga.forge");

    @Test
    void onlySm2ImportsSm2() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..sm2..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.bouncycastle\\..*\\.(SM2|SM3|GM)[A-Za-z]*")
                .check(CLASSES);
    }

    @Test
    void forgingKnowsNoDemo() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..demo..")
                .check(CLASSES);
    }

    @Test
    void nothingAsksTheSystemsClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .check(CLASSES);
    }

    @Test
    void demoMakesNoCycle() {
        slices().matching("dev.tamga.forge.(*)").should().beFreeOfCycles().check(CLASSES);
    }
}
