package dev.tamga.ca.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tamga.ca.verification.ShippedConf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** What the fuzzer found worth keeping goes through its parser again: nothing thrown, nothing beyond its allocation. */
class CorpusTest {
    private static final Path CORPUS =
            ShippedConf.ROOT.resolve("ca-adapters/verification/src/test/resources/corpus");

    // A hang guard, not a measure.
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ParameterizedTest(name = "corpus of {0}")
    @EnumSource(Target.class)
    void corpusIsReadWithoutAFault(Target target) throws IOException {
        List<Path> inputs = inputs(target);
        assertThat(inputs).as("corpus of " + target.word()).isNotEmpty();
        for (Path input : inputs) {
            byte[] bytes = Files.readAllBytes(input);
            assertThatCode(() -> target.read(bytes)).as(input.toString()).doesNotThrowAnyException();
        }
    }

    @Test
    void corpusHasNoFolderThatNoParserReads() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Target.values()).map(Target::word).toList());
        }
    }

    private static List<Path> inputs(Target target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.word()))) {
            return files.sorted().toList();
        }
    }
}
