package dev.tamga.sample.e2e;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What a newcomer sees of {@code mvn -Pdemo} at the terminal. */
@ExtendWith(EndToEnd.class)
final class DemoStartTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Test
    void theBannerSaysWhereEverythingIsAndHowLongItTook(RunningDemo demo) {
        DemoPlace place = demo.place();

        assertThat(demo.output())
                .containsPattern("ready in \\d+\\.\\d s")
                .contains(place.origin("idp"), place.origin("hohhot"), place.origin("baotou"), place.origin("yanghe"),
                        place.assistantOrigin(), place.origin("ca"))
                .contains("PIN 123456", "bjca-newcomer", "cfca-enterprise-rsa", "probe", "Ctrl-C");
    }

    @Test
    void everyDemoKeyIsBoundOrFreeAsTheBannerSays(RunningDemo demo) throws Exception {
        assertThat(Files.readAllLines(demo.place().demo().resolve("bound"))).containsExactlyInAnyOrder(
                "bjca-enterprise", "cfca-enterprise", "cfca-enterprise-rsa", "snca-enterprise", "nmgca-enterprise",
                "szca-enterprise", "gxca-enterprise");
    }

    @Test
    void aTakenPortIsNamedWithItsUserAndTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DemoPlace place = DemoPlace.fresh("taken").withPort("assistant", taken.getLocalPort());
            try (RunningDemo demo = RunningDemo.launch(place)) {
                assertThat(demo.awaitEnd()).isOne();
                assertThat(demo.output()).contains("port " + taken.getLocalPort() + " is taken")
                        .contains("the key assistant").contains("-Ddemo.port.assistant=")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void aSecondDemoInTheSameFolderIsRefused(RunningDemo demo) throws Exception {
        try (RunningDemo second = RunningDemo.launch(demo.place())) {
            assertThat(second.awaitEnd()).isOne();
            assertThat(second.output()).contains("another demo is running");
        }
        assertThat(demo.launcher().isAlive()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ctrlCWhileItStartsLeavesNoChildAlive() throws Exception {
        try (RunningDemo demo = RunningDemo.launch(DemoPlace.fresh("interrupted"))) {
            List<ProcessHandle> children = awaitProvider(demo);
            demo.interrupt();

            demo.awaitEnd();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.output()).doesNotContain("ready in").doesNotContain("\tat ");
        }
    }

    private static List<ProcessHandle> awaitProvider(RunningDemo demo) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (demo.children().stream().noneMatch(RunningDemo::isProvider)) {
            assertThat(System.nanoTime()).as(demo.output()).isLessThan(deadline);
            assertThat(demo.launcher().waitFor(20, TimeUnit.MILLISECONDS)).as(demo.output()).isFalse();
        }
        return demo.children();
    }
}
