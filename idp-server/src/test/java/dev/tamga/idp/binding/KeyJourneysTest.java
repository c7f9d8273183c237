package dev.tamga.idp.binding;

import java.net.http.HttpResponse;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** domain.md §5.6 over real HTTP, with forged keys of one company. */
@Tag("database")
final class KeyJourneysTest {
    private static final String PRIMARY = "bjca-enterprise";
    private static final String SECONDARY = "bjca-second-enterprise";
    private static final String LIST = "/account/keys";

    private RunningTamga tamga;
    private KeyDrawer drawer;
    private Bidder bidder;

    @BeforeEach
    void signIn() throws Exception {
        tamga = RunningTamga.get();
        drawer = new KeyDrawer(tamga);
        drawer.takeOut(SECONDARY, "bjca-secondary");
        bidder = new Bidder(tamga);
        bidder.bind(PRIMARY);
        assertThat(bidder.signIn(PRIMARY).statusCode()).isEqualTo(303);
    }

    @AfterEach
    void putBack() {
        drawer.takeOut(SECONDARY, "bjca-secondary");
    }

    private Bidder withSecondary() throws Exception {
        assertThat(location(drawer.add(bidder, SECONDARY))).isEqualTo(LIST + "?done=added");
        Bidder other = new Bidder(tamga);
        assertThat(other.signIn(SECONDARY).statusCode()).isEqualTo(303);
        return other;
    }

    @Test
    void aSecondaryKeyIsAddedByThePrimaryOneAndSignsIn() throws Exception {
        Bidder other = withSecondary();

        String list = bidder.browser().get(LIST + "?done=added").body();
        assertThat(list).contains(drawer.number(PRIMARY), drawer.number(SECONDARY), "主锁", "副锁", "正在使用", "副锁已添加", "127.0.0.1");
        assertThat(other.browser().get(LIST).body())
                .contains("请使用首次绑定的CA锁（主锁）登录后操作")
                .doesNotContain("data-action=\"remove\"", "href=\"/account/keys/add\"");
    }

    @Test
    void withASecondaryKeyNothingIsAddedRemovedNamedOrUnfrozen() throws Exception {
        Bidder other = withSecondary();
        String key = LIST + "/" + drawer.id(PRIMARY);
        other.browser().get(LIST + "/" + drawer.id(PRIMARY) + "/freeze");

        assertThat(other.browser().get(LIST + "/add").body()).contains("请使用首次绑定的CA锁（主锁）登录后操作");
        assertThat(location(other.browser().get(key + "/remove"))).isEqualTo(LIST);
        for (String path : new String[] {LIST + "/add", key + "/remove", key + "/label", key + "/unfreeze"}) {
            HttpResponse<String> answer = other.browser().post(
                    path, Map.of("label", new String[] {"x"}, "proof", new String[] {"{}"}));
            assertThat(location(answer)).as(path).isEqualTo(LIST);
        }
        assertThat(other.browser().get(LIST).body()).contains(drawer.number(PRIMARY)).doesNotContain(">x</h2>");
    }

    /** Security checklist row 13. */
    @Test
    void aFrozenKeyIsRefusedAtOnceItsSessionAndTokensEndAndItsPlatformIsTold() throws Exception {
        drawer.add(bidder, SECONDARY);
        Bidder lost = new Bidder(tamga);
        PlatformClient platform = new PlatformClient(tamga, "150100");
        HttpResponse<String> back = new Journey(lost, SECONDARY).walk(platform.request());
        PlatformClient.Answer tokens = platform.redeem(PlatformClient.query(back).get("code"));

        assertThat(bidder.browser().get(LIST + "/" + drawer.id(SECONDARY) + "/freeze").body()).contains("确认后立即生效");
        assertThat(location(drawer.act(bidder, SECONDARY, "freeze"))).isEqualTo(LIST + "?done=frozen");

        assertThat(lost.browser().get("/portal").statusCode()).as("its session").isEqualTo(303);
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(toldOf(PlatformClient.claims(tokens.text("id_token")).path("sid").asString())).isTrue();
        assertThat(Bidder.code(new Bidder(tamga).signIn(SECONDARY))).isEqualTo("key-frozen");
        assertThat(bidder.browser().get("/portal").statusCode()).as("the primary key's").isEqualTo(200);
        assertThat(bidder.browser().get(LIST).body()).contains("data-state=\"frozen\"");
    }

    private boolean toldOf(String sid) throws Exception {
        while (true) {
            SignedJWT token = SignedJWT.parse(tamga.logouts().next("150100").token());
            if (token.getJWTClaimsSet().getStringClaim("sid").equals(sid)) {
                return true;
            }
        }
    }

    @Test
    void anyBoundKeyFreezesAnotherAndOnlyThePrimaryOneUnfreezesByAFreshSignature() throws Exception {
        drawer.add(bidder, "bjca-secondary");
        Bidder other = withSecondary();

        assertThat(location(drawer.act(other, "bjca-secondary", "freeze"))).isEqualTo(LIST + "?done=frozen");

        assertThat(Bidder.code(drawer.unfreeze(bidder, "bjca-secondary", SECONDARY))).isEqualTo("not-bound");
        assertThat(Bidder.code(new Bidder(tamga).signIn("bjca-secondary"))).isEqualTo("key-frozen");
        assertThat(location(drawer.unfreeze(bidder, "bjca-secondary", PRIMARY))).isEqualTo(LIST + "?done=unfrozen");
        assertThat(new Bidder(tamga).signIn("bjca-secondary").statusCode()).isEqualTo(303);
    }

    @Test
    void aKeyDoesNotFreezeItself() throws Exception {
        assertThat(bidder.browser().get(LIST + "/" + drawer.id(PRIMARY) + "/freeze").body())
                .contains("您正在使用这把锁")
                .doesNotContain("id=\"key-freeze\"");
        assertThat(location(drawer.act(bidder, PRIMARY, "freeze"))).endsWith("/freeze");
        assertThat(bidder.browser().get("/portal").statusCode()).isEqualTo(200);
    }

    @Test
    void aSecondaryKeyIsNamedAndRemovedAndThePrimaryOneIsNot() throws Exception {
        Bidder other = withSecondary();
        String key = LIST + "/" + drawer.id(SECONDARY);
        bidder.browser().get(LIST);
        assertThat(location(bidder.browser().post(key + "/label", Map.of("label", new String[] {"<b>投标部</b>"}))))
                .isEqualTo(LIST + "?done=labelled");
        assertThat(bidder.browser().get(LIST).body()).contains("&lt;b&gt;投标部").doesNotContain("<b>投标部");
        HttpResponse<String> tooLong =
                bidder.browser().post(key + "/label", Map.of("label", new String[] {"长".repeat(31)}));
        assertThat(tooLong.body()).contains("内容过长", "长".repeat(31));

        assertThat(bidder.browser().get(LIST + "/" + drawer.id(PRIMARY) + "/remove").body()).contains("主锁不能在这里删除");
        assertThat(location(drawer.act(bidder, PRIMARY, "remove"))).endsWith("/remove");
        assertThat(location(drawer.act(bidder, SECONDARY, "remove"))).isEqualTo(LIST + "?done=removed");

        assertThat(other.browser().get("/portal").statusCode()).isEqualTo(303);
        assertThat(Bidder.code(new Bidder(tamga).signIn(SECONDARY))).isEqualTo("not-bound");
        assertThat(location(bidder.browser().post(key + "/remove", Map.of()))).as("a second click").contains("removed");
    }

    @Test
    void whatIsNoKeyOfThisCompanyIsRefusedWithItsReason() throws Exception {
        assertThat(drawer.add(bidder, "bjca-newcomer").body()).contains("主锁与副锁单位名称不一致，绑定失败");
        assertThat(drawer.add(bidder, "bjca-legal-representative").body()).contains("请勿使用&quot;法人锁&quot;进行绑定");
        assertThat(Bidder.code(drawer.add(bidder, PRIMARY))).isEqualTo("key-already-bound");
        assertThat(Bidder.code(drawer.add(bidder, "bjca-revoked"))).isEqualTo("revoked");
    }

    @Test
    void aSignatureForOtherDataOrAnotherPurposeAddsNothing() throws Exception {
        Map<String, String[]> form = bidder.keyFields(SECONDARY);
        bidder.browser().get(LIST + "/add");
        String bind = bidder.proof(SECONDARY, bidder.challenge(Purpose.BIND, Bidder.shown(form)));
        String other = bidder.proof(SECONDARY, bidder.challenge(Purpose.ADD_KEY, Map.of("key_number", "1A10")));

        assertThat(Bidder.code(post(form, bind))).isEqualTo("wrong-purpose");
        assertThat(Bidder.code(post(form, other))).isEqualTo("wrong-purpose");
        assertThat(post(form, "").body()).contains("没有收到CA锁的签名");
    }

    private HttpResponse<String> post(Map<String, String[]> form, String proof) throws Exception {
        Map<String, String[]> all = new java.util.HashMap<>(form);
        all.put("proof", new String[] {proof});
        return bidder.browser().post(LIST + "/add", all);
    }

    @Test
    void aStrangerSeesNoKeyAndGetsNoChallengeForOne() throws Exception {
        Bidder stranger = new Bidder(tamga);
        stranger.browser().get("/sign-in");
        String key = LIST + "/" + drawer.id(PRIMARY);

        for (String purpose : new String[] {"add-key", "unfreeze"}) {
            assertThat(stranger.browser().postJson("/challenge", "{\"purpose\":\"" + purpose + "\"}").statusCode())
                    .isEqualTo(403);
        }
        assertThat(stranger.browser().postJson("/challenge", "{\"purpose\":\"sign-in\"}").statusCode()).isEqualTo(200);
        assertThat(location(stranger.browser().get(LIST))).isEqualTo("/sign-in?to=" + LIST);
        assertThat(location(stranger.browser().get(key + "/freeze"))).isEqualTo("/sign-in?to=" + key + "/freeze");
        assertThat(location(stranger.browser().post(key + "/freeze", Map.of()))).isEqualTo("/sign-in");
        tamga.unbind("cfca-enterprise");
        stranger.bind("cfca-enterprise");
        stranger.signIn("cfca-enterprise");
        assertThat(stranger.browser().get(key + "/freeze").statusCode()).isEqualTo(404);
        assertThat(stranger.browser().get(LIST + "/aaaaaaaaaaaaaaaaaaaaaaaaaa/freeze").statusCode()).isEqualTo(404);
    }

    @Test
    void aForgedFormChangesNothing() throws Exception {
        withSecondary();
        String key = LIST + "/" + drawer.id(SECONDARY);

        assertThat(bidder.browser().post(key + "/freeze", Map.of("_csrf", new String[] {"forged"})).statusCode())
                .isEqualTo(403);
        assertThat(bidder.browser().get(LIST).body()).doesNotContain("data-state=\"frozen\"");
    }
}
