package dev.tamga.idp.claim;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class ClaimsParameterTest {
    private static ClaimsParameter parse(String json) {
        return ClaimsParameter.parse(json).orElseThrow();
    }

    @Test
    void knownClaimsOfPermittedScopesAreAskedForEachInItsPlace() {
        AskedClaims asked = parse("""
                {"id_token":{"phone_number":null,"name":{"essential":true},"auth_time":null},
                 "userinfo":{"address":{"essential":false},"email":null,"name#zh":null},"other":{"name":null}}""")
                .asked(scope -> scope != Scope.PHONE);
        assertThat(asked).isEqualTo(new AskedClaims(List.of("name"), List.of("address")));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        AskedClaims asked = new AskedClaims(List.of("name", "ca_id"), List.of());
        assertThat(AskedClaims.read(asked.json())).isEqualTo(asked);
        assertThat(AskedClaims.read(AskedClaims.NONE.json())).isEqualTo(AskedClaims.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id_token\":{\"phone_number\":null}}", "{}", "garbage", "[]", "\"\""})
    void whatAnEarlierReleaseWroteIsNothingThatWasAgreedTo(String row) {
        assertThat(AskedClaims.read(row)).isEqualTo(AskedClaims.NONE);
    }

    @Test
    void onlyWhatTheScopesDoNotReleaseIsAskedAbout() {
        AskedClaims asked = new AskedClaims(List.of("name", "ca_id"), List.of("phone_number", "name"));
        assertThat(asked.beyond(Set.of("openid", "profile"))).containsExactly(Claim.CA_ID, Claim.PHONE_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "1", "[]", "{", "{\"id_token\":null}", "{\"userinfo\":\"name\"}",
        "{\"id_token\":{\"name\":1}}", "{\"id_token\":{}} x", "{\"id_token\":{},\"id_token\":{}}"})
    void whatIsNoClaimsRequestIsNone(String json) {
        assertThat(ClaimsParameter.parse(json)).isEmpty();
    }

    @Test
    void deepJsonIsRefusedWithoutHarm() {
        assertThat(ClaimsParameter.parse("{\"id_token\":{\"name\":" + "[".repeat(1900))).isEmpty();
    }

    @Test
    void onlyAnEssentialAcrBinds() {
        assertThat(parse("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"a\",\"b\"]}}}").isMetBy("b")).isTrue();
        assertThat(parse("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"a\"]}}}").isMetBy("b")).isFalse();
        assertThat(parse("{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"a\"}}}").isMetBy("b")).isFalse();
        assertThat(parse("{\"id_token\":{\"acr\":{\"essential\":true}}}").isMetBy("b")).isTrue();
        assertThat(parse("{\"id_token\":{\"acr\":{\"values\":[\"a\"]}}}").isMetBy("b")).isTrue();
        assertThat(parse("{}").isMetBy("b")).isTrue();
    }

    @Test
    void aValueOfSubNamesTheOnlySubjects() {
        assertThat(parse("{\"id_token\":{\"sub\":null}}").subjects()).isEmpty();
        assertThat(parse("{\"id_token\":{\"sub\":{\"value\":\"a\"}}}").subjects()).contains(Set.of("a"));
        assertThat(parse("{\"userinfo\":{\"sub\":{\"values\":[\"a\",\"b\"]}}}").subjects()).contains(Set.of("a", "b"));
        assertThat(parse("{\"id_token\":{\"sub\":{\"value\":\"a\"}},\"userinfo\":{\"sub\":{\"value\":\"b\"}}}").subjects())
                .contains(Set.of());
    }
}
