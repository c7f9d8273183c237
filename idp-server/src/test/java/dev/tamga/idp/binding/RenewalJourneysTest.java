package dev.tamga.idp.binding;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** domain.md §5.7 over real HTTP: a real certificate in the place of the one that was bound before. */
@Tag("database")
final class RenewalJourneysTest {
    private static final String KEY = "bjca-newcomer";
    private static final String FORMER_NAME = "乌海市海勃湾旧名有限公司";
    private static final Pattern DISMISS = Pattern.compile("action=\"(/account/key-notices/[a-z2-7]{26}/dismiss)\"");

    private RunningTamga tamga;
    private KeyDrawer drawer;
    private Bidder bidder;

    @BeforeEach
    void bind() throws Exception {
        tamga = RunningTamga.get();
        drawer = new KeyDrawer(tamga);
        tamga.unbind(KEY);
        drawer.takeOut(KEY);
        bidder = new Bidder(tamga);
        assertThat(bidder.bind(KEY).statusCode()).isEqualTo(303);
    }

    @AfterEach
    void putBack() {
        tamga.jdbi().useHandle(handle -> handle.execute(
                "delete from subject where id in (select subject_id from subject_key where key_number = 'FA5E')"));
        tamga.jdbi().useHandle(handle -> handle.execute("delete from subject_key where key_number = 'FA5E'"));
        tamga.unbind(KEY);
    }

    @Test
    void aRenewedCertificateSignsInAndIsToldOfOnce() throws Exception {
        drawer.age(KEY, 20);

        assertThat(bidder.signIn(KEY).statusCode()).isEqualTo(303);

        String page = bidder.browser().get("/sign-in/certificate").body();
        assertThat(page).contains("一把CA锁的证书已更新", "FA5E", drawer.number(KEY));
        Matcher dismiss = DISMISS.matcher(page);
        assertThat(dismiss.find()).isTrue();
        assertThat(location(bidder.browser().post(dismiss.group(1), Map.of()))).isEqualTo("/sign-in/certificate");
        assertThat(bidder.browser().get("/sign-in/certificate").body()).doesNotContain("一把CA锁的证书已更新");
        assertThat(bidder.browser().get("/account/keys").body()).contains("由 FA5E 更新而来");
    }

    @Test
    void aCertificateThatIsNotDueForRenewalIsNotBound() throws Exception {
        drawer.age(KEY, 91);

        assertThat(Bidder.code(bidder.signIn(KEY))).isEqualTo("not-bound");
    }

    @Test
    void anotherNameIsShownConfirmedAndToldAndThenSignsIn() throws Exception {
        drawer.rename(KEY, FORMER_NAME);
        drawer.age(KEY, -100);

        HttpResponse<String> refused = bidder.signIn(KEY);
        assertThat(Bidder.code(refused)).isEqualTo("name-mismatch");
        assertThat(refused.body()).contains("href=\"/binding/renamed\"");
        assertThat(location(ask())).isEqualTo("/binding/renamed/confirm");
        assertThat(bidder.browser().get("/binding/renamed/confirm").body())
                .contains(FORMER_NAME, "乌海市海勃湾新材料有限公司（演示）", "FA5E", drawer.number(KEY));
        assertThat(Bidder.code(new Bidder(tamga).signIn(KEY))).as("before it is confirmed").isEqualTo("name-mismatch");

        assertThat(location(confirm())).isEqualTo("/binding/renamed/done");

        assertThat(location(confirm())).as("a second click").isEqualTo("/binding/renamed/done");
        assertThat(bidder.signIn(KEY).statusCode()).isEqualTo(303);
        assertThat(bidder.browser().get("/sign-in/certificate").body()).contains("单位名称已变更", FORMER_NAME);
    }

    @Test
    void anotherBrowserConfirmsNothing() throws Exception {
        drawer.rename(KEY, FORMER_NAME);
        drawer.age(KEY, 20);
        ask();
        Bidder stranger = new Bidder(tamga);
        stranger.browser().get("/binding/renamed");

        assertThat(location(stranger.browser().get("/binding/renamed/confirm"))).isEqualTo("/binding/renamed");
        stranger.browser().post("/binding/renamed/confirm", Map.of());

        assertThat(Bidder.code(bidder.signIn(KEY))).isEqualTo("name-mismatch");
    }

    @Test
    void whoeverHasNothingToConfirmIsNotBound() throws Exception {
        assertThat(Bidder.code(ask())).as("a bound key").isEqualTo("not-bound");
    }

    private HttpResponse<String> ask() throws Exception {
        Map<String, String[]> form = new HashMap<>(bidder.keyFields(KEY));
        bidder.browser().get("/binding/renamed");
        String proof = bidder.proof(KEY, bidder.challenge(Purpose.BIND, Bidder.shown(form)));
        form.put("proof", new String[] {proof});
        return bidder.browser().post("/binding/renamed", form);
    }

    private HttpResponse<String> confirm() throws Exception {
        bidder.browser().get("/binding/renamed/confirm");
        return bidder.browser().post("/binding/renamed/confirm", Map.of());
    }
}
