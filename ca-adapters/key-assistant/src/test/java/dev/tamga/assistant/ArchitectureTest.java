package dev.tamga.assistant;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

// Plain tests: ArchUnit's own JUnit engine finds no test on JUnit 6 and says nothing.
class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tamga.assistant");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.tamga.assistant.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlySm2KnowsSm2() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..sm2..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.bouncycastle\\..*\\.(SM2|SM3|GM)\\w*|org\\.bouncycastle\\.crypto\\.ec\\..*")
                .check(classes);
    }

    @Test
    void keysKnowNoPages() {
        noClasses()
                .that()
                .resideInAnyPackage("..device..", "..software..", "..sm2..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..http..", "..pin..", "com.sun.net.httpserver..", "javax.swing..", "tools.jackson..")
                .check(classes);
    }

    @Test
    void nothingKnowsSpring() {
        noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..").check(classes);
    }
}
