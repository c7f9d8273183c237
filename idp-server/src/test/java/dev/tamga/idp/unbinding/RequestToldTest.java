package dev.tamga.idp.unbinding;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.binding.KeyDrawer;
import dev.tamga.idp.operator.CommandLine;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever still has a key of a company learns that somebody without one asked to end its binding (domain.md §5.8). */
@Tag("database")
final class RequestToldTest {
    private static final String PRIMARY = "bjca-enterprise";
    private static final String SECONDARY = "bjca-second-enterprise";
    private static final String TITLE = "有人提交了本主体的解绑申请";
    private static final Pattern DISMISS = Pattern.compile("action=\"(/account/key-notices/[a-z2-7]{26}/dismiss)\"");

    private RunningTamga tamga;
    private KeyDrawer drawer;
    private Bidder primary;
    private Bidder secondary;

    @BeforeEach
    void bindTwoKeys() throws Exception {
        tamga = RunningTamga.get();
        drawer = new KeyDrawer(tamga);
        drawer.takeOut(SECONDARY);
        primary = new Bidder(tamga);
        primary.bind(PRIMARY);
        primary.signIn(PRIMARY);
        assertThat(location(drawer.add(primary, SECONDARY))).isEqualTo("/account/keys?done=added");
        secondary = new Bidder(tamga);
        secondary.signIn(SECONDARY);
    }

    @AfterEach
    void putBack() {
        drawer.takeOut(SECONDARY);
        tamga.jdbi().useHandle(handle -> {
            handle.execute("delete from key_notice");
            handle.execute("update subject_key set news_at = null");
        });
    }

    private String file(String key) throws Exception {
        return new LostKeyApplicant(tamga, tamga.browser(), "told" + System.nanoTime() + "@example.cn")
                .file("enterprise", key);
    }

    private static void dismiss(Bidder bidder, String page, String name) throws Exception {
        Matcher dismiss = DISMISS.matcher(bidder.browser().get(page).body());
        assertThat(dismiss.find()).as(page).isTrue();
        assertThat(location(bidder.browser().post(dismiss.group(1), Map.of("page", new String[] {name}))))
                .isEqualTo(page);
    }

    @Test
    void everyKeyOfTheCompanyIsToldOnEachOfItsPagesUntilItSaysItKnows() throws Exception {
        String number = file(PRIMARY);

        for (Bidder bidder : new Bidder[] {primary, secondary}) {
            for (String page : new String[] {"/sign-in/certificate", "/portal", "/account"}) {
                assertThat(bidder.browser().get(page).body()).as(page)
                        .contains(TITLE, "编号末四位 " + number.substring(15), drawer.number(PRIMARY), "400-998-0000", "挂失",
                                "href=\"/account/keys\"", "北京时间")
                        .doesNotContain(number, number.replace("-", ""));
            }
        }
        dismiss(secondary, "/portal", "portal");
        assertThat(secondary.browser().get("/account").body()).doesNotContain(TITLE);
        dismiss(primary, "/account", "account");
        assertThat(primary.browser().get("/sign-in/certificate").body()).doesNotContain(TITLE);
    }

    @Test
    void itIsToldAtTheNextSignInAndInEnglishToo() throws Exception {
        file(PRIMARY);
        Bidder later = new Bidder(tamga);
        later.browser().language("en");

        assertThat(location(later.signIn(SECONDARY))).isEqualTo("/sign-in/certificate");

        assertThat(later.browser().get("/sign-in/certificate").body())
                .contains("Somebody asked to end a binding of yours", "tel:400-998-0000", "ask that it be refused");
    }

    @Test
    void othersAreToldNothing() throws Exception {
        file("bjca-newcomer");

        assertThat(primary.browser().get("/portal").body()).doesNotContain(TITLE);
        assertThat(secondary.browser().get("/portal").body()).doesNotContain(TITLE);
    }

    @Test
    void theOperatorSeesWhoseTheCompanyIsOnceItIsApproved() throws Exception {
        String number = file(PRIMARY);

        String shown = new CommandLine(tamga).run(0, "unbinding", "show", number, "--operator", "wang");

        assertThat(shown).contains("approved  key " + drawer.number(SECONDARY) + " of bjca, bound ",
                "becomes the primary key: does the applicant know who has it?");
        new CommandLine(tamga).run(0, "unbinding", "refuse", number, "--operator", "wang", "--reason", "两把证书均在使用");
    }
}
