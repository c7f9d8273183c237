package dev.tamga.rp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWK;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** What a platform's Java 8 may rely on. */
class ShapeTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.tamga.rp");

    @Test
    void noPublicSignatureShowsALibraryTypeBeyondTheCallersKey() {
        Stream<JavaClass> shown = CLASSES.stream().filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(c -> Stream.concat(c.getAllRawSuperclasses().stream(), c.getCodeUnits().stream()
                        .filter(ShapeTest::isVisible).flatMap(ShapeTest::types)));
        assertThat(shown.map(JavaClass::getName).filter(name -> name.startsWith("com.nimbusds")))
                .isSubsetOf(Set.of(JWK.class.getName()));
    }

    @Test
    void onlyTheJdkAndNimbusAreUsed() {
        noClasses().should().dependOnClassesThat().resideOutsideOfPackages("dev.tamga.rp", "java..", "com.nimbusds..")
                .check(CLASSES);
    }

    @Test
    void theBytecodeIsJava8() throws Exception {
        Path classes = Path.of(RelyingParty.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                assertThat(Files.readAllBytes(file)[7]).as(file.toString()).isEqualTo((byte) 52);
            }
        }
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC) || unit.getModifiers()
                .contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> types(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getRawReturnType()),
                Stream.concat(unit.getRawParameterTypes().stream(), unit.getExceptionTypes().stream()));
    }
}
