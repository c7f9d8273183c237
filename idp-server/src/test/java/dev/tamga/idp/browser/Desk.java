package dev.tamga.idp.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

import dev.tamga.assistant.Assistant;
import dev.tamga.assistant.Settings;
import dev.tamga.assistant.pin.PinEntry;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestFolder;

/** A bidder's computer: a browser, an assistant of its own, and the keys that are inserted. */
final class Desk implements AutoCloseable {
    private static final String CONFIGURED = "http://127.0.0.1:9200";

    private final Assistant assistant;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Desk(Assistant assistant, BrowserContext context) {
        this.assistant = assistant;
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    /** @param origin whose pages the assistant serves */
    static Desk open(Chromium chromium, RunningTamga tamga, String origin, String... inserted) {
        return open(chromium, tamga, new Settled(origin, Clock.systemUTC()), inserted);
    }

    /** What is set up on the computer: whose pages the assistant serves, and what time it is there. */
    record Settled(String origin, Clock clock) {}

    static Desk open(Chromium chromium, RunningTamga tamga, Settled settled, String... inserted) {
        try {
            Path keys = TestFolder.create("desk");
            for (String key : inserted) {
                insert(key, tamga.keysFolder(), keys);
            }
            Assistant assistant = Assistant.start(
                    new Settings(keys, 0, List.of(settled.origin()), PinEntry.PAGE, settled.clock()));
            BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions()
                    .setBaseURL(tamga.issuer().toString())
                    .setLocale("zh-CN"));
            Desk desk = new Desk(assistant, context);
            // Pages look for the assistant where production has it; this one took a free port.
            context.route(CONFIGURED + "/**", route -> route.resume(new Route.ResumeOptions()
                    .setUrl(route.request().url().replace(CONFIGURED, "http://127.0.0.1:" + assistant.port()))));
            return desk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy, so that wrong PINs cost the demo's own key no try. */
    private static void insert(String key, Path from, Path to) throws IOException {
        for (String kind : List.of(".p12", ".pem", ".properties")) {
            Files.copy(from.resolve(key + kind), to.resolve(key + kind));
        }
    }

    Page page() {
        return page;
    }

    /** From now on nothing answers at the assistant's address. */
    void withoutAssistant() {
        context.route(CONFIGURED + "/**", Route::abort);
    }

    /** What the browser refused because of our own content security policy. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
        assistant.close();
    }
}
