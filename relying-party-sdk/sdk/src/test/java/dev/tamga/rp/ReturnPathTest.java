package dev.tamga.rp;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Security checklist row 45: the ways in which an address pretends to be local. */
class ReturnPathTest {

    private static final URI HERE = URI.create("http://localhost:9101");

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
            "/\t/evil.example",
        "/\n/evil.example", "https://evil.example/", "http:evil.example", "javascript:alert(1)", "evil.example",
        "http://localhost:9101.evil.example/", "http://localhost:9101@evil.example/", "http://localhost:91010/",
        "HTTP://LOCALHOST:9101//evil.example", "http://localhost:9101//evil.example", "/%", "/a b", "/ä", "/a#b", "",
                " /"})
    void foreignAddressesBecomeTheHomePage(String requested) {
        assertThat(ReturnPath.local(requested, HERE)).isEqualTo("/");
        assertThat(ReturnPath.local(requested)).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/account", "/tenders?id=7&back=//x", "/a/b/c", "/%E4%B8%AD"})
    void localPathsStay(String requested) {
        assertThat(ReturnPath.local(requested, HERE)).isEqualTo(requested);
        assertThat(ReturnPath.local("http://localhost:9101" + requested, HERE)).isEqualTo(requested);
    }

    @Test
    void nothingAndTooMuchBecomeTheHomePage() {
        assertThat(ReturnPath.local(null)).isEqualTo("/");
        assertThat(ReturnPath.local("/" + "x".repeat(600))).isEqualTo("/");
    }
}
