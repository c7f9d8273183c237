package dev.tamga.idp.browser;

import java.util.List;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

/** What the tests of a class share: a browser, the running application, and keys that are bound to it. */
final class Office implements BeforeAllCallback, AfterAllCallback {
    private final List<String> bound;
    private Chromium chromium;
    private RunningTamga tamga;

    private Office(List<String> bound) {
        this.bound = bound;
    }

    static Office with(String... bound) {
        return new Office(List.of(bound));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        chromium = Chromium.open();
        tamga = RunningTamga.get();
        for (String key : bound) {
            new Bidder(tamga).bind(key);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (chromium != null) {
            chromium.close();
        }
    }

    Chromium chromium() {
        return chromium;
    }

    RunningTamga tamga() {
        return tamga;
    }

    /** A computer with these keys inserted. */
    Desk desk(String... inserted) {
        return Desk.open(chromium, tamga, tamga.issuer().toString(), inserted);
    }

    /** The same; the platforms are nowhere, so whatever reaches them is answered here. */
    Desk deskBesidePlatforms(String... inserted) {
        Desk desk = desk(inserted);
        desk.page().context().route("https://platform-*.example/**", route -> route.fulfill(
                new Route.FulfillOptions().setContentType("text/html").setBody("<h1>platform</h1>")));
        return desk;
    }
}
