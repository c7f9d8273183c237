package dev.tamga.sample.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;

/**
 * A bidder's desk: one browser window without history, watched all the time. Closing it fails the test if any page
 * wrote an error to the console, broke its own content security policy, threw, answered 5xx, or asked a foreign origin.
 */
final class Desk implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final RunningDemo demo;
    private final BrowserContext context;
    private final Page page;
    private final Set<String> origins;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Desk(RunningDemo demo, BrowserContext context) {
        this.demo = demo;
        this.context = context;
        DemoPlace place = demo.place();
        this.origins = Set.of(place.origin("idp"), place.origin("hohhot"), place.origin("baotou"),
                place.origin("yanghe"), place.assistantOrigin());
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> complaints.add("script error: " + error.error()));
        context.onRequest(request -> checkOrigin(request.url()));
        context.onResponse(this::checkStatus);
        this.page = context.newPage();
    }

    /** Chinese, a wide screen, scripts. */
    static Desk open(RunningDemo demo, Chromium chromium) {
        return open(demo, chromium, options -> { });
    }

    /** What is different at this desk. */
    interface Furnishing {
        void change(Browser.NewContextOptions options);
    }

    static Desk open(RunningDemo demo, Chromium chromium, Furnishing furnishing) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setBaseURL(demo.issuer()).setLocale("zh-CN").setTimezoneId("Asia/Shanghai").setViewportSize(1280, 800);
        furnishing.change(options);
        return new Desk(demo, chromium.context(options));
    }

    RunningDemo demo() {
        return demo;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** The whole page as the bidder sees it. */
    void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** This complaint belongs to what the test does, such as the assistant's 403 for a wrong PIN. */
    void expect(String part) {
        expected.add(part);
    }

    /** What was wrong so far and not expected. */
    Set<String> complaints() {
        // Events arrive with answers: this one comes after all that were sent before.
        page.title();
        Set<String> wrong = new TreeSet<>(complaints);
        wrong.removeIf(complaint -> expected.stream().anyMatch(complaint::contains));
        return wrong;
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add("console " + message.type() + " on " + message.page().url() + ": " + message.text() + " "
                    + message.location());
        }
    }

    private void checkOrigin(String url) {
        URI uri = URI.create(url);
        if (!origins.contains(uri.getScheme() + "://" + uri.getAuthority())) {
            complaints.add("request to a foreign origin: " + url);
        }
    }

    private void checkStatus(Response response) {
        if (response.status() >= 500) {
            complaints.add(response.url() + " answered " + response.status());
        }
    }

    @Override
    public void close() {
        try {
            if (!complaints().isEmpty()) {
                throw new AssertionError(String.join("\n", complaints()));
            }
        } finally {
            context.close();
        }
    }
}
