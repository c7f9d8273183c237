package dev.tamga.idp.binding;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** The demo's forms without a script on the pages of bound keys: what they sign is verified as any proof is. */
@Tag("database")
final class DemoDeskTest {
    private static final String PRIMARY = "bjca-enterprise";
    private static final String SECONDARY = "bjca-second-enterprise";
    private static final String RENAMED = "nmgca-enterprise";
    private static final String ADD = "/account/keys/add";
    private static final String RENAME = "/binding/renamed";

    private RunningTamga tamga;
    private KeyDrawer drawer;
    private Bidder bidder;

    @BeforeEach
    void signIn() throws Exception {
        tamga = RunningTamga.get();
        drawer = new KeyDrawer(tamga);
        drawer.takeOut(SECONDARY);
        bidder = new Bidder(tamga);
        bidder.bind(PRIMARY);
        assertThat(bidder.signIn(PRIMARY).statusCode()).isEqualTo(303);
    }

    @AfterEach
    void putBack() {
        drawer.takeOut(SECONDARY);
    }

    private HttpResponse<String> post(String path, String key, String pin, String... more) throws Exception {
        Map<String, String[]> form = new HashMap<>(Map.of(
                "demo_key", new String[] {key}, "demo_pin", new String[] {pin}, "proof", new String[] {""}));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], new String[] {more[i + 1]});
        }
        return bidder.browser().post(path + "/demo-key", form);
    }

    @Test
    void aSecondaryKeyIsAdded() throws Exception {
        assertThat(bidder.browser().get(ADD).body())
                .contains("id=\"demo_key\"", "formaction=\"/account/keys/add/demo-key\"", "用演示CA锁激活");

        assertThat(location(post(ADD, SECONDARY, "123456", "key_label", "投标部"))).isEqualTo("/account/keys?done=added");
        assertThat(bidder.browser().get("/account/keys").body()).contains("投标部", drawer.number(SECONDARY));
    }

    @Test
    void aKeyThatCannotBeAddedIsRefusedWithItsReason() throws Exception {
        bidder.browser().get(ADD);
        assertThat(Bidder.code(post(ADD, "bjca-newcomer", "123456"))).isEqualTo("name-mismatch");
        assertThat(Bidder.code(post(ADD, PRIMARY, "123456"))).isEqualTo("key-already-bound");
    }

    @ParameterizedTest
    @ValueSource(strings = {ADD, RENAME})
    void withoutAKeyTheFormSaysSoAndKeepsWhatWasTyped(String path) throws Exception {
        bidder.browser().get(path);
        HttpResponse<String> again = post(path, "nobodys", "123456", "key_label", "投标部");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("id=\"error-summary\"", "hreflang=\"en\" href=\"" + path + "?lang=en\"");
        if (path.equals(ADD)) {
            assertThat(again.body()).contains("value=\"投标部\"");
        }
    }

    @Test
    void aChangeOfNameIsLookedAtAndConfirmed() throws Exception {
        tamga.unbind(RENAMED);
        new Bidder(tamga).bind(RENAMED);
        drawer.age(RENAMED, 20);
        tamga.jdbi().useHandle(handle -> handle.execute("""
                update subject set name = '旧名有限公司', normalised_name = '旧名有限公司'
                where id = (select subject_id from subject_key where key_number = 'FA5E')"""));
        tamga.jdbi().useHandle(handle -> handle.execute(
                "update subject_key set normalised_name = '旧名有限公司' where key_number = 'FA5E'"));
        try {
            assertThat(bidder.browser().get(RENAME).body()).contains("formaction=\"/binding/renamed/demo-key\"");
            assertThat(location(post(RENAME, RENAMED, "123456"))).isEqualTo("/binding/renamed/confirm");
            assertThat(bidder.browser().get("/binding/renamed/confirm").body())
                    .contains("旧名有限公司", tamga.card(RENAMED).holder().name());
        } finally {
            tamga.jdbi().useHandle(handle -> handle.execute("delete from subject_key where key_number = 'FA5E'"));
            tamga.jdbi().useHandle(handle -> handle.execute("delete from pending_rename"));
        }
    }

    @Test
    void aFreezeIsLiftedByThePrimaryKeyAlone() throws Exception {
        drawer.add(bidder, SECONDARY);
        drawer.act(bidder, SECONDARY, "freeze");
        String path = "/account/keys/" + drawer.id(SECONDARY) + "/unfreeze";
        assertThat(bidder.browser().get(path).body()).contains("formaction=\"" + path + "/demo-key\"");

        assertThat(post(path, "nobodys", "123456").body()).contains("没有这把演示CA锁");
        assertThat(Bidder.code(post(path, "bjca-newcomer", "123456"))).isEqualTo("not-bound");
        assertThat(location(post(path, PRIMARY, "123456"))).isEqualTo("/account/keys?done=unfrozen");
        assertThat(location(post(path, PRIMARY, "123456"))).as("a second click").isEqualTo("/account/keys");
    }

    @Test
    void withASecondaryKeyNothingIsAddedAndAForgedFormDoesNothing() throws Exception {
        drawer.add(bidder, SECONDARY);
        Bidder other = new Bidder(tamga);
        other.signIn(SECONDARY);
        other.browser().get(ADD);
        assertThat(location(other.browser().post(ADD + "/demo-key", Map.of("demo_key", new String[] {"bjca-secondary"}))))
                .isEqualTo("/account/keys");
        assertThat(post(ADD, "bjca-secondary", "123456", "_csrf", "forged").statusCode()).isEqualTo(403);
        assertThat(bidder.browser().get("/account/keys").body()).doesNotContain(drawer.number("bjca-secondary"));
    }
}
