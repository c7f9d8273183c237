package dev.tamga.idp.binding;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** The real server over HTTP, with forged keys of the demo CAs. */
@Tag("database")
final class BindingFlowTest {
    private RunningTamga tamga;
    private Bidder bidder;

    @BeforeEach
    void openBrowser() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
    }

    @Test
    void aCompanyBindsItsKeyOnceAndSignsIn() throws Exception {
        tamga.unbind("cfca-enterprise");
        HttpResponse<String> answer = bidder.bind("cfca-enterprise");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/binding/done");
        assertThat(bidder.browser().get("/binding/done").body()).contains("绑定成功");
        assertThat(bidder.signIn("cfca-enterprise").statusCode()).isEqualTo(303);
        assertThat(code(bidder.bind("cfca-enterprise"))).isEqualTo("key-already-bound");
    }

    @Test
    void theKeysOfEveryCaBind() throws Exception {
        for (String key : List.of("snca-enterprise", "nmgca-enterprise", "gxca-enterprise")) {
            tamga.unbind(key);
            assertThat(bidder.bind(key).statusCode()).as(key).isEqualTo(303);
            assertThat(bidder.signIn(key).statusCode()).as(key).isEqualTo(303);
        }
    }

    @Test
    void anotherKeyOfABoundCompanyIsToldToFindTheFirst() throws Exception {
        bidder.bind("bjca-enterprise");

        HttpResponse<String> page = bidder.bind("bjca-second-enterprise");

        assertThat(code(page)).isEqualTo("subject-already-bound");
        assertThat(page.body()).contains("您录入的统一社会信用代码已在系统中");
    }

    @Test
    void aLegalRepresentativesKeyIsToldToUseTheEnterpriseKey() throws Exception {
        HttpResponse<String> page = bidder.bind("bjca-legal-representative");

        assertThat(code(page)).isEqualTo("legal-representative-key");
    }

    @Test
    void aPersonBindsWithAPersonalKey() throws Exception {
        tamga.unbind("bjca-person");
        Map<String, String[]> form = bidder.keyFields("bjca-person");
        form.put("division_code", new String[] {"150100"});
        form.put("contact_phone", new String[] {"13800138000"});

        assertThat(bidder.bind("person", "bjca-person", form).statusCode()).isEqualTo(303);
        assertThat(bidder.signIn("bjca-person").statusCode()).isEqualTo(303);
        int kept = tamga.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from subject where identity_masked = :number")
                .bind("number", tamga.card("bjca-person").holder().identityNumber())
                .mapTo(Integer.class)
                .one());
        assertThat(kept).isZero();
    }

    @Test
    void whoeverHasToTryAgainComesBackToTheFormThatHeFilledIn() throws Exception {
        Map<String, String[]> form = bidder.keyFields("bjca-person");
        bidder.browser().get("/binding/person");
        String proof = bidder.proof("bjca-person", bidder.challenge(Purpose.SIGN_IN, Map.of()));
        form.put("division_code", new String[] {"150100"});
        form.put("contact_phone", new String[] {"13800138000"});

        assertThat(bidder.postBinding("person", form, proof).body())
                .contains("data-code=\"wrong-purpose\"", "id=\"refusal-action\" href=\"/binding/person\"");
        form.put("proof", new String[] {proof});
        assertThat(bidder.browser().post("/binding/renamed", form).body())
                .contains("id=\"refusal-action\" href=\"/binding/renamed\"");
    }

    @Test
    void anotherCreditCodeThanTheCertificatesIsRefused() throws Exception {
        Map<String, String[]> form = bidder.enterpriseForm("bjca-newcomer");
        form.put("unified_social_credit_code", new String[] {"91110108722619411A"});

        assertThat(code(bidder.bind("enterprise", "bjca-newcomer", form))).isEqualTo("code-mismatch");
    }

    @Test
    void wrongFieldsAreNamedAndWhatWasEnteredStays() throws Exception {
        Map<String, String[]> form = bidder.enterpriseForm("bjca-newcomer");
        form.put("unified_social_credit_code", new String[] {"91110108722619411B"});
        form.put("legal_representative", new String[] {"<script>alert(1)</script>"});
        form.put("applicant_name", new String[] {""});

        HttpResponse<String> page = bidder.bind("enterprise", "bjca-newcomer", form);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("统一社会信用代码有误")
                .contains("此项必填")
                .contains("value=\"91110108722619411B\"")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
    }

    @Test
    void dataThatTheKeyDidNotSignIsRefused() throws Exception {
        Map<String, String[]> form = bidder.enterpriseForm("bjca-newcomer");
        bidder.browser().get("/binding/enterprise");
        String proof = bidder.proof("bjca-newcomer", bidder.challenge(Purpose.BIND, Bidder.shown(form)));
        form.put("legal_representative", new String[] {"别人"});

        assertThat(code(bidder.postBinding("enterprise", form, proof))).isEqualTo("wrong-purpose");
    }

    @Test
    void theNameAndNumberOfAnotherKeyAreNamed() throws Exception {
        Map<String, String[]> form = bidder.enterpriseForm("bjca-newcomer");
        form.put("key_number", new String[] {"1A10"});

        assertThat(bidder.bind("enterprise", "bjca-newcomer", form).body()).contains("与证书内容不一致");
    }

    @Test
    void withoutASignatureNothingIsBound() throws Exception {
        bidder.browser().get("/binding/enterprise");

        assertThat(bidder.postBinding("enterprise", bidder.enterpriseForm("bjca-newcomer"), "").body())
                .contains("没有收到CA锁的签名");
    }

    @Test
    void aFieldSentTwiceIsABadRequest() throws Exception {
        Map<String, String[]> form = bidder.enterpriseForm("bjca-newcomer");
        form.put("division_code", new String[] {"150100", "150200"});
        bidder.browser().get("/binding/enterprise");

        assertThat(bidder.postBinding("enterprise", form, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void ofTenParallelBindingsOfOneKeyExactlyOneWins() throws Exception {
        List<Bidder> bidders = IntStream.range(0, 10).mapToObj(i -> new Bidder(tamga)).toList();

        List<HttpResponse<String>> answers = Race.run(10, i -> () -> bidders.get(i).bind("cfca-enterprise-rsa"));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 303).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200)
                .hasSize(9)
                .allSatisfy(answer -> assertThat(code(answer)).isEqualTo("key-already-bound"));
        assertThat(bidder.signIn("cfca-enterprise-rsa").statusCode()).isEqualTo(303);
    }

    @Test
    void theFormWithoutAScriptBindsWithADemoKey() throws Exception {
        assertThat(bidder.browser().get("/binding/enterprise").body()).contains("id=\"binding-demo-submit\"");
        Map<String, String[]> form = new HashMap<>(bidder.enterpriseForm("bjca-newcomer"));
        form.put("subject_name", new String[] {""});
        form.put("key_number", new String[] {""});
        form.put("key_medium_number", new String[] {""});
        form.put("demo_key", new String[] {"bjca-newcomer"});
        form.put("demo_pin", new String[] {"000000"});

        assertThat(bidder.browser().post("/binding/enterprise/demo-key", form).body()).contains("CA锁密码错误");
        form.put("unified_social_credit_code", new String[] {"91110108722619411A"});
        form.put("demo_pin", new String[] {"123456"});
        assertThat(code(bidder.browser().post("/binding/enterprise/demo-key", form))).isEqualTo("code-mismatch");
    }

    private static String code(HttpResponse<String> page) {
        return Bidder.code(page);
    }
}
