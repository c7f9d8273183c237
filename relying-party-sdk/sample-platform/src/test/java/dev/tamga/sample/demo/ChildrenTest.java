package dev.tamga.sample.demo;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing survives the launcher, and no death goes unnoticed. */
@Timeout(60)
class ChildrenTest {

    @TempDir
    Path logs;

    /** A child that waits for its end, or dies at once when told so. */
    public static final class Patient {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("last words");
            if (args.length > 0) {
                System.exit(3);
            }
            new CountDownLatch(1).await();
        }
    }

    /** A launcher with one child, whose process id it prints. */
    public static final class SmallLauncher {
        public static void main(String[] args) throws Exception {
            System.out.println(start(Path.of(args[0]), Patient.class.getName()).process().pid());
            new CountDownLatch(1).await();
        }
    }

    private static Child start(Path logs, String... main) throws Exception {
        return Child.start("patient", logs, List.of("-Xshare:auto", "-cp", System.getProperty("java.class.path")),
                List.of(main), Map.of());
    }

    @Test
    void aDeathIsToldWithTheLastLinesOfTheLog() throws Exception {
        Children children = new Children();
        children.add(start(logs, Patient.class.getName(), "die"));
        assertThatThrownBy(children::awaitDeath).isInstanceOf(DemoFault.class)
                .hasMessageContainingAll("patient ended with exit code 3", "patient.log", "last words");
        assertThatThrownBy(children::checkAlive).isInstanceOf(DemoFault.class);
    }

    @Test
    void stoppingEndsEveryChildWithoutComplaint() throws Exception {
        Children children = new Children();
        Child child = start(logs, Patient.class.getName());
        children.add(child);
        children.checkAlive();
        children.stop();
        assertThat(child.isAlive()).isFalse();
        children.awaitDeath();
    }

    @Test
    void aKilledLauncherTakesItsChildrenAlong() throws Exception {
        Process launcher = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), SmallLauncher.class.getName(), logs.toString()).start();
        ProcessHandle child;
        try (BufferedReader said = new BufferedReader(new InputStreamReader(launcher.getInputStream()))) {
            child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        }
        launcher.destroyForcibly();
        assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }
}
