package dev.tamga.idp;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house of shared/architecture.md §1, as rules. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tamga.idp");

    @Test
    void featuresHaveNoCycles() {
        slices().matching("dev.tamga.idp.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobodyKnowsWiring() {
        noClasses().that().resideOutsideOfPackages("dev.tamga.idp.wiring..")
                .should().dependOnClassesThat().resideInAPackage("dev.tamga.idp.wiring..").check(CLASSES);
    }

    @Test
    void wiringAloneConfigures() {
        classes().that().areAnnotatedWith(Configuration.class)
                .should().resideInAPackage("dev.tamga.idp.wiring..").check(CLASSES);
    }

    @Test
    void storesArePrivateToTheirFeature() {
        classes().that().haveSimpleNameEndingWith("Store").should().bePackagePrivate().check(CLASSES);
    }

    @Test
    void theDemoIsKnownToNobody() {
        noClasses().that().resideOutsideOfPackage("dev.tamga.idp.demo..")
                .should().dependOnClassesThat().resideInAPackage("dev.tamga.idp.demo..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage("dev.tamga.idp.demo..")
                .should().dependOnClassesThat().resideInAPackage("dev.tamga.assistant..").check(CLASSES);
        noClasses().should().dependOnClassesThat().resideInAPackage("dev.tamga.forge..").check(CLASSES);
    }

    @Test
    void nobodyTouchesBouncyCastleOrAnHttpSession() {
        noClasses().should().dependOnClassesThat().resideInAPackage("org.bouncycastle..").check(CLASSES);
        noClasses().should().dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.servlet.http.HttpSession").check(CLASSES);
    }

    @Test
    void classesAreFinal() {
        classes().that().areTopLevelClasses().and().areNotInterfaces().and().areNotAnnotations()
                .and().areNotAnnotatedWith(Configuration.class).and().doNotHaveSimpleName("Tamga")
                .and().doNotHaveSimpleName("package-info")
                .should().haveModifier(JavaModifier.FINAL).check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItOwns() {
        CLASSES.stream().map(JavaClass::getPackageName).distinct().forEach(name -> {
            if (!CLASSES.contain(name + ".package-info")
                    && getClass().getResource("/" + name.replace('.', '/') + "/package-info.class") == null) {
                java.nio.file.Path source = java.nio.file.Path.of(
                        "src/main/java", name.replace('.', '/'), "package-info.java");
                org.assertj.core.api.Assertions.assertThat(source).exists();
            }
        });
    }
}
