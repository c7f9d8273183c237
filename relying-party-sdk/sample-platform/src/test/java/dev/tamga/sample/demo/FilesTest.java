package dev.tamga.sample.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.yaml.StrictYaml;
import dev.tamga.ca.yaml.YamlMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the launcher writes below .demo. */
class FilesTest {

    @TempDir
    Path folder;
    private Place place;

    @BeforeEach
    void prepare() {
        place = new Place(Path.of(System.getProperty("tamga.root")), folder);
    }

    @Test
    void secretsAreMadeOnceAndOnlyTheirOwnerReadsThem() throws Exception {
        Map<String, String> environment = new Secrets(place).environment(PlatformFiles.connected());
        assertThat(environment).containsOnlyKeys("TAMGA_MASTER_KEY", "TAMGA_IDENTITY_KEY", "TAMGA_SECRET_150100",
                "TAMGA_SECRET_150200", "TAMGA_SECRET_YANGHE");
        assertThat(Base64.getDecoder().decode(environment.get("TAMGA_MASTER_KEY"))).hasSize(32);
        assertThat(environment.get("TAMGA_SECRET_150100")).matches("[A-Za-z0-9_-]{43}");
        assertThat(new Secrets(place).environment(PlatformFiles.connected())).isEqualTo(environment);
        for (String file : new String[] {"master.key", "identity.key", "platform/150100.secret"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theSamplePlatformsAreConnectedAndTheRestIsAsInConf() throws Exception {
        new PlatformFiles(place, Ports.read(new Properties())).write();
        YamlMap hohhot = StrictYaml.read(folder.resolve("platform/150100.yml"));
        assertThat(hohhot.text("state")).isEqualTo("connected");
        assertThat(hohhot.findTexts("redirect-uris")).containsExactly("http://localhost:9101/callback");
        assertThat(hohhot.text("client-secret")).isEqualTo("${TAMGA_SECRET_150100}");
        YamlMap yanghe = StrictYaml.read(folder.resolve("platform/yanghe.yml"));
        assertThat(yanghe.text("state")).isEqualTo("connected");
        assertThat(yanghe.map("admission").findTexts("cas")).containsExactly("cfca", "gxca");
        assertThat(StrictYaml.read(folder.resolve("platform/150300.yml")).text("state")).isEqualTo("planned");
        assertThat(StrictYaml.read(folder.resolve("platform/suqian.yml")).text("state")).isEqualTo("planned");
    }

    @Test
    void aSecondLauncherIsTurnedAway() throws Exception {
        place.lock();
        assertThatThrownBy(place::lock).isInstanceOf(DemoFault.class).hasMessageContaining("another demo is running");
    }

    @Test
    void anotherFolderThanTheRepositoryIsRefused() {
        assertThatThrownBy(() -> Place.open(folder)).isInstanceOf(DemoFault.class).hasMessageContaining("mvn -Pdemo");
    }

    @Test
    void aMissingBuildIsNamed() {
        IdpProgram program = new IdpProgram(new Place(folder, folder));
        assertThatThrownBy(program::extract).isInstanceOf(DemoFault.class).hasMessageContaining("build it first");
    }
}
