package dev.tamga.idp.crash;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.binding.KeyDrawer;

import static dev.tamga.idp.crash.Visitor.told;
import static org.assertj.core.api.Assertions.assertThat;

/** A process that dies anywhere in the journeys of a subject's keys (domain.md §5.1, 5.2, 5.6, 5.7). */
@Tag("database")
final class KeyCrashTest {
    private static final String PRIMARY = "bjca-enterprise";
    private static final String SECONDARY = "bjca-second-enterprise";
    private static final String RENEWED = "bjca-newcomer";
    private static final String LIST = "/account/keys";

    private Visitor visitor;
    private Bidder bidder;
    private KeyDrawer drawer;

    @BeforeEach
    void begin() throws Exception {
        visitor = Visitor.first();
        bidder = visitor.bidder();
        drawer = new KeyDrawer(visitor.tamga());
    }

    private void bind(String key) throws Exception {
        assertThat(told(bidder.bind(key))).isEqualTo("/binding/done");
    }

    private void signInWithTwoKeys() throws Exception {
        bind(PRIMARY);
        bidder.signIn(PRIMARY);
        assertThat(told(drawer.add(bidder, SECONDARY))).isEqualTo(LIST + "?done=added");
    }

    /** Opens the page that asks first, then answers it. */
    private String act(String id, String action, Map<String, String[]> form) throws Exception {
        bidder.browser().get(LIST + "/" + id + "/" + action);
        return told(bidder.browser().post(LIST + "/" + id + "/" + action, form));
    }

    @Test
    void bindingACompany() throws Exception {
        visitor.survives(() -> told(bidder.bind(PRIMARY)), "/binding/done", "key-already-bound");
    }

    @Test
    void bindingAPerson() throws Exception {
        Map<String, String[]> form = new HashMap<>(bidder.keyFields("bjca-person"));
        form.put("division_code", new String[] {"150100"});
        form.put("contact_phone", new String[] {"13800138000"});
        visitor.survives(
                () -> told(bidder.bind("person", "bjca-person", form)), "/binding/done", "key-already-bound");
    }

    @Test
    void signingIn() throws Exception {
        bind(PRIMARY);
        visitor.survives(() -> told(bidder.signIn(PRIMARY)), "/sign-in/certificate", "/sign-in/certificate");
    }

    @Test
    void addingASecondaryKey() throws Exception {
        bind(PRIMARY);
        bidder.signIn(PRIMARY);
        visitor.survives(() -> told(drawer.add(bidder, SECONDARY)), LIST + "?done=added", "key-already-bound");
    }

    @Test
    void namingAKey() throws Exception {
        signInWithTwoKeys();
        String id = drawer.id(SECONDARY);
        visitor.survives(
                () -> act(id, "label", Map.of("label", new String[] {"投标部"})), LIST + "?done=labelled",
                LIST + "?done=labelled");
    }

    @Test
    void freezingAKeyThatIsSignedInElsewhere() throws Exception {
        signInWithTwoKeys();
        new Bidder(visitor.tamga()).signIn(SECONDARY);
        String id = drawer.id(SECONDARY);
        visitor.survives(() -> act(id, "freeze", Map.of()), LIST + "?done=frozen", LIST + "?done=frozen");
    }

    @Test
    void liftingAFreeze() throws Exception {
        signInWithTwoKeys();
        String id = drawer.id(SECONDARY);
        act(id, "freeze", Map.of());
        Map<String, String[]> frozen = Map.of("frozen_key_number", new String[] {drawer.number(SECONDARY)});
        visitor.survives(
                () -> {
                    String proof = bidder.proof(PRIMARY, bidder.challenge(Purpose.UNFREEZE, Bidder.shown(frozen)));
                    return act(id, "unfreeze", Map.of("proof", new String[] {proof}));
                },
                LIST + "?done=unfrozen", LIST);
    }

    @Test
    void removingAKey() throws Exception {
        signInWithTwoKeys();
        new Bidder(visitor.tamga()).signIn(SECONDARY);
        String id = drawer.id(SECONDARY);
        visitor.survives(() -> act(id, "remove", Map.of()), LIST + "?done=removed", LIST + "?done=removed");
    }

    @Test
    void aRenewalAtSignIn() throws Exception {
        bind(RENEWED);
        drawer.age(RENEWED, 20);
        visitor.survives(() -> told(bidder.signIn(RENEWED)), "/sign-in/certificate", "/sign-in/certificate");
    }

    @Test
    void aChangeOfName() throws Exception {
        bind(RENEWED);
        drawer.rename(RENEWED, "乌海市海勃湾旧名有限公司");
        drawer.age(RENEWED, 20);
        visitor.survives(this::askToRename, "/binding/renamed/confirm", "/binding/renamed/confirm");

        visitor.survives(
                () -> {
                    bidder.browser().get("/binding/renamed/confirm");
                    return told(bidder.browser().post("/binding/renamed/confirm", Map.of()));
                },
                "/binding/renamed/done", "/binding/renamed/done");
        assertThat(told(bidder.signIn(RENEWED))).isEqualTo("/sign-in/certificate");
    }

    private String askToRename() throws Exception {
        Map<String, String[]> form = new HashMap<>(bidder.keyFields(RENEWED));
        bidder.browser().get("/binding/renamed");
        String proof = bidder.proof(RENEWED, bidder.challenge(Purpose.BIND, Bidder.shown(form)));
        form.put("proof", new String[] {proof});
        return told(bidder.browser().post("/binding/renamed", form));
    }
}
