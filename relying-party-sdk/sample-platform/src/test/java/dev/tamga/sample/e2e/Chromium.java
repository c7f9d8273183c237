package dev.tamga.sample.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Debian's Chromium, driven by Playwright, opened for the first test that wants it. No browser is downloaded. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE_MILLIS = 20_000;

    private Playwright playwright;
    private Browser browser;

    /** A browser without history; the test is skipped where there is no Chromium. */
    BrowserContext context(Browser.NewContextOptions options) {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: no Chromium at " + PROGRAM);
        if (browser == null) {
            open();
        }
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    private void open() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(PROGRAM)
                .setHeadless(true)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    @Override
    public void close() {
        if (browser != null) {
            browser.close();
            playwright.close();
        }
    }
}
