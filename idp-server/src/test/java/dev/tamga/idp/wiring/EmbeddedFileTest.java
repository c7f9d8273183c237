package dev.tamga.idp.wiring;

import java.nio.file.Path;
import java.time.Duration;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

final class EmbeddedFileTest {
    private static final int COMMITS = 600;
    private static final String CHUNKS =
            "select setting_value from information_schema.settings where setting_name = 'info.CHUNK_COUNT'";

    private static final String WRITES =
            "select setting_value from information_schema.settings where setting_name = 'info.FILE_WRITE'";

    private String url;
    private JdbcDataSource dataSource;
    private Jdbi jdbi;

    @BeforeEach
    void choose(@TempDir Path folder) {
        // Dead pages are kept for 45 s by default.
        url = "jdbc:h2:file:" + folder.resolve("tamga")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;PAGE_SIZE=4096;RETENTION_TIME=0";
        dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        jdbi = Jdbi.create(dataSource);
    }

    private long chunks() {
        return ask(CHUNKS);
    }

    private long ask(String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** Rows at random places: nearly every commit leaves a page that lives on. */
    private void commitManyTimes() {
        jdbi.useHandle(handle -> {
            handle.execute("create table leaf (id uuid primary key, text varchar(400))");
            for (int i = 0; i < COMMITS; i++) {
                handle.execute("insert into leaf values (random_uuid(), repeat('a', 400))");
            }
        });
    }

    @Test
    void chunksOfManyCommitsBecomeAFew() {
        try (Handle open = jdbi.open()) {
            commitManyTimes();
            long before = chunks();
            EmbeddedFile file = new EmbeddedFile(dataSource);
            for (int i = 0; i < 20; i++) {
                file.gather();
            }

            assertThat(before).as("what H2 leaves").isGreaterThan(50);
            assertThat(chunks()).isLessThan(before / 5);
            assertThat(ask("select count(*) from leaf")).isEqualTo(COMMITS);
        }
        assertThat(ask("select count(distinct id) from leaf where length(text) = 400"))
                .as("opened again").isEqualTo(COMMITS);
    }

    @Test
    void whereNothingCanBeGatheredNothingIsWritten() {
        try (Handle open = jdbi.open()) {
            commitManyTimes();
            EmbeddedFile file = new EmbeddedFile(dataSource);
            for (int i = 0; i < 30; i++) {
                file.gather();
            }
            long writes = ask(WRITES);
            for (int i = 0; i < 30; i++) {
                file.gather();
            }

            assertThat(ask(WRITES)).isEqualTo(writes);
        }
    }

    @Test
    void aRunningServerDoesItByItself() throws Exception {
        RunningTamga tamga = RunningTamga.alone(url);
        try {
            commitManyTimes();

            // Left alone they would be as many as above.
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (chunks() > 50) {
                    Thread.onSpinWait();
                }
            });
        } finally {
            tamga.close();
        }
    }
}
