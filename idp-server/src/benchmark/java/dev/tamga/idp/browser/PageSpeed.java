package dev.tamga.idp.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;

import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.benchmark.Stage;

/**
 * {@code -Dbenchmark.main=dev.tamga.idp.browser.PageSpeed}: how soon a bidder can use the sign-in page in a Chromium whose
 * processor is slowed down four times, with an empty cache: from the request to key and PIN field on screen.
 */
public final class PageSpeed {
    private static final int WARM_UP = 5;
    private static final int VISITS = 20;
    private static final int SLOW_DOWN = 4;
    /** By the browser's own clock, which starts with the request. */
    private static final String LOOK = """
            const look = () => document.querySelector('#pin')?.checkVisibility()
              ? window.usable = performance.now()
              : requestAnimationFrame(look);
            look();""";

    private static final String AWAIT = """
            () => new Promise(done => {
              const ask = () => window.usable ? done(window.usable) : requestAnimationFrame(ask);
              ask();
            })""";

    private PageSpeed() {}

    public static void main(String[] none) throws Exception {
        Path target = Files.createDirectories(Path.of(System.getProperty("benchmark.target")));
        List<Double> times = new ArrayList<>();
        try (Stage stage = Stage.open(Files.createTempDirectory(target, "page-"), "--logging.level.root=warn");
                Chromium chromium = Chromium.open()) {
            for (int i = 0; i < WARM_UP + VISITS; i++) {
                double time = visit(chromium, stage.tamga());
                if (i >= WARM_UP) {
                    times.add(time);
                }
            }
        }
        times.sort(null);
        System.out.printf("sign-in page usable after %.0f to %.0f ms, median %.0f, of %d visits%n",
                times.getFirst(), times.getLast(), times.get(VISITS / 2), VISITS);
        System.exit(0);
    }

    private static double visit(Chromium chromium, RunningTamga tamga) {
        try (Desk desk = Desk.open(chromium, tamga, tamga.issuer().toString(), "szca-enterprise")) {
            Page page = desk.page();
            JsonObject rate = new JsonObject();
            rate.addProperty("rate", SLOW_DOWN);
            page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
            page.addInitScript(LOOK);
            page.navigate("/sign-in");
            return ((Number) page.evaluate(AWAIT)).doubleValue();
        }
    }
}
