package dev.tamga.idp.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** What a visit costs on a village's mobile network: under 100 KB in at most ten requests, all of them to this server. */
@Tag("browser")
final class PageWeightBrowserTest {
    private static Chromium chromium;
    private static RunningTamga tamga;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.open();
        tamga = RunningTamga.get();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/binding/enterprise", "/help", "/help/ca"})
    void aFirstVisitIsSmall(String path) {
        try (BrowserContext context = chromium.browser().newContext(
                new Browser.NewContextOptions().setBaseURL(tamga.issuer().toString()))) {
            List<Response> responses = new CopyOnWriteArrayList<>();
            Page page = context.newPage();
            page.onResponse(responses::add);
            page.route("http://127.0.0.1:9200/**", route -> route.abort());
            page.navigate(path);
            page.waitForLoadState(LoadState.NETWORKIDLE);

            assertThat(responses).hasSizeLessThanOrEqualTo(10)
                    .allSatisfy(response -> assertThat(response.url()).startsWith(tamga.issuer().toString()));
            int bytes = responses.stream().mapToInt(response -> response.body().length).sum();
            assertThat(bytes).as(path).isLessThan(100_000);
        }
    }
}
