package dev.tamga.idp.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.idp.MovableClock;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where documents lie, and what is left of them when something goes wrong. */
final class UploadFolderTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);
    private final List<Document> two = List.of(new Document(new byte[] {1}, "pdf"), new Document(new byte[] {2, 3}, "jpg"));

    @TempDir
    private Path temporary;

    private List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesLieUnderRandomNamesForTheServersUserAlone() throws IOException {
        Path path = temporary.resolve("a/b");
        UploadFolder folder = new UploadFolder(path, ids, clock);
        List<UploadFolder.Stored> stored = folder.write(two);
        assertThat(stored).extracting(UploadFolder.Stored::bytes).containsExactly(1L, 2L);
        assertThat(stored.get(0).name()).matches("[2-7a-z]{26}\\.pdf");
        assertThat(Files.getPosixFilePermissions(folder.path(stored.get(0).name())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        UploadFolder folder = new UploadFolder(temporary, ids, clock);
        for (String name : List.of("../x.pdf", "/etc/passwd", "a.pdf", "", "x".repeat(26) + ".html")) {
            assertThatThrownBy(() -> folder.path(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFullDiskLeavesNothingBehind() throws IOException {
        UploadFolder folder = new UploadFolder(temporary, (file, content) -> {
            Files.write(file, content);
            if (content.length > 1) {
                throw new IOException("No space left on device");
            }
        }, ids, clock);
        assertThatThrownBy(() -> folder.write(two)).isInstanceOf(IOException.class).hasMessage("No space left on device");
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void theLastOfTheDiskIsLeftToTheDatabase() throws IOException {
        UploadFolder folder = new UploadFolder(temporary, new UploadFolder.Disk() {
            @Override
            public void write(Path file, byte[] content) throws IOException {
                Files.write(file, content);
            }

            @Override
            public long free(Path path) {
                return 100L << 20;
            }
        }, ids, clock);
        assertThatThrownBy(() -> folder.write(two)).isInstanceOf(IOException.class).hasMessageContaining("512 MB");
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void whatNoRowNamesIsDeletedAnHourLater() throws IOException {
        UploadFolder folder = new UploadFolder(temporary, ids, clock);
        List<UploadFolder.Stored> stored = folder.write(two);
        Files.writeString(temporary.resolve("operator-notes.txt"), "not ours");
        String named = stored.get(0).name();
        assertThat(folder.deleteOrphans(names -> Set.of())).as("a request may be under way").isZero();
        clock.move(Duration.ofHours(2));
        assertThat(folder.deleteOrphans(names -> Set.of(named))).isEqualTo(1);
        assertThat(files(temporary)).containsExactlyInAnyOrder(named, "operator-notes.txt");
        assertThat(new UploadFolder(temporary.resolve("nowhere"), ids, clock).deleteOrphans(names -> Set.of())).isZero();
    }
}
