package dev.tamga.ca.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code mvn -Pfuzz}: Jazzer on one parser after the other, each in a JVM of its own, one core. What is new goes to
 * {@code target/fuzz}; with {@code fuzz.keep} it is merged, minimised, into the corpus that every build replays.
 */
final class Fuzzing {
    // Coverage is asked of our code and of the parsers below it, not of the mathematics.
    private static final String COVERED =
            "dev.tamga.ca.**:org.bouncycastle.asn1.**:org.bouncycastle.cert.**:org.yaml.snakeyaml.**";

    private final Path corpus;
    private final Path work;
    private final String seconds;

    private Fuzzing(Path corpus, Path work, String seconds) {
        this.corpus = corpus;
        this.work = work;
        this.seconds = seconds;
    }

    /** Corpus folder, working folder, seconds for each parser, {@code true} to keep, then parsers; all without. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Fuzzing fuzzing = new Fuzzing(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        List<Target> targets =
                Arrays.stream(arguments).skip(4).filter(word -> !word.isBlank()).map(Target::of).toList();
        int findings = 0;
        for (Target target : targets.isEmpty() ? List.of(Target.values()) : targets) {
            findings += fuzzing.run(target) == 0 ? 0 : 1;
            if (arguments[3].equals("true")) {
                fuzzing.keep(target);
            }
        }
        System.out.println(findings + " parsers with findings, see " + fuzzing.work.resolve("findings"));
        System.exit(findings == 0 ? 0 : 1);
    }

    private int run(Target target) throws IOException, InterruptedException {
        System.out.println("fuzzing " + target.word() + " for " + seconds + " s");
        Path findings = Files.createDirectories(work.resolve("findings").resolve(target.word()));
        Path found = Files.createDirectories(work.resolve(target.word()));
        return jazzer(target, List.of(
                "--reproducer_path=" + findings, found.toString(), corpus.resolve(target.word()).toString(),
                "-max_total_time=" + seconds, "-max_len=" + target.longest(), "-timeout=60",
                "-artifact_prefix=" + findings + "/"));
    }

    private void keep(Target target) throws IOException, InterruptedException {
        Path all = corpus.resolve(target.word());
        Path merged = Files.createDirectories(work.resolve("merged").resolve(target.word()));
        if (jazzer(target, List.of("-merge=1", merged.toString(), all.toString(),
                work.resolve(target.word()).toString(), "-max_len=" + target.longest())) == 0) {
            try (var files = Files.list(merged)) {
                for (Path file : files.toList()) {
                    Files.copy(file, all.resolve(file.getFileName()),
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static int jazzer(Target target, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1500m", "-Xss2m", "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED",
                "-Dtamga.root=" + System.getProperty("tamga.root"), "-Dfuzz.target=" + target.word(),
                "-cp", System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + Fuzzer.class.getName(),
                "--instrumentation_includes=" + COVERED,
                // A regular expression in ca.yml is the operator's by design.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection", "-rss_limit_mb=3000"));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
