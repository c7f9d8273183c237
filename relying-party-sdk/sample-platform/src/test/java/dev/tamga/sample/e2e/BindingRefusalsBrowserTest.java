package dev.tamga.sample.e2e;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What a bidder is told whose key cannot be bound (domain 5.1). */
@ExtendWith(EndToEnd.class)
final class BindingRefusalsBrowserTest {
    private final RunningDemo demo;
    private final Chromium chromium;

    BindingRefusalsBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    private static Bidder atTheForm(Desk desk, String key, String creditCode) {
        Bidder bidder = new Bidder(desk);
        desk.page().navigate("/binding/enterprise");
        bidder.readCertificate(key);
        bidder.fillIn(creditCode);
        return bidder;
    }

    @Test
    void aWrongCheckDigitIsAFieldErrorAndTheInputIsKept() throws Exception {
        String code = demo.holder("bjca-second-enterprise").creditCode();
        String wrong = code.substring(0, 17) + (code.charAt(17) == '0' ? '1' : '0');
        try (Desk desk = Desk.open(demo, chromium)) {
            atTheForm(desk, "bjca-second-enterprise", wrong).apply();
            Page page = desk.page();
            page.locator("#error-summary").waitFor();

            assertThat(page.locator("#unified_social_credit_code-error").textContent()).contains("统一社会信用代码有误");
            assertThat(page.locator("#unified_social_credit_code").getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(page.locator("#unified_social_credit_code").inputValue()).isEqualTo(wrong);
            assertThat(page.locator("#applicant_name").inputValue()).isEqualTo("王小明");
            assertThat(page.locator("#registered_capital").inputValue()).isEqualTo("1200.5");
            assertThat(page.locator("#division_code").inputValue()).isEqualTo("150300");
            assertThat(page.locator("input[value=supplier]").isChecked()).isTrue();
            assertThat(page.locator("input[value=other]").isChecked()).isFalse();
            desk.shot("30-binding-field-error");
        }
    }

    @Test
    void aSecondKeyOfABoundCompanyIsToldToFindTheFirst() throws Exception {
        try (Desk desk = Desk.open(demo, chromium)) {
            Bidder bidder = atTheForm(
                    desk, "bjca-second-enterprise", demo.holder("bjca-second-enterprise").creditCode());
            bidder.apply();

            assertThat(bidder.refusal()).isEqualTo("subject-already-bound");
            assertThat(desk.page().locator("#error-page").textContent())
                    .contains("您录入的统一社会信用代码已在系统中，表明贵公司已有CA数字证书在系统中绑定！")
                    .contains("请内部沟通找到首次绑定的CA锁，用它登录后添加本锁");
            desk.shot("31-subject-already-bound");
        }
    }

    @Test
    void aBoundKeyIsToldThatItMaySignIn() throws Exception {
        try (Desk desk = Desk.open(demo, chromium)) {
            Bidder bidder = atTheForm(desk, "bjca-enterprise", demo.holder("bjca-enterprise").creditCode());
            bidder.apply();

            assertThat(bidder.refusal()).isEqualTo("key-already-bound");
            desk.shot("32-key-already-bound");
            desk.page().locator("#refusal-action").click();
            bidder.awaitPath("/sign-in");
        }
    }

    @Test
    void aLegalRepresentativesKeyIsSentAway() throws Exception {
        try (Desk desk = Desk.open(demo, chromium)) {
            Bidder bidder = atTheForm(
                    desk, "bjca-legal-representative", demo.holder("bjca-legal-representative").creditCode());
            bidder.apply();

            assertThat(bidder.refusal()).isEqualTo("legal-representative-key");
            assertThat(desk.page().locator("#error-page").textContent())
                    .contains("请使用企业锁进行绑定，请勿使用\"法人锁\"进行绑定");
            desk.shot("33-binding-legal-representative");
        }
    }
}
