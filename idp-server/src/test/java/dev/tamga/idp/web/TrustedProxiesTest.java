package dev.tamga.idp.web;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whose word about a client counts. */
final class TrustedProxiesTest {
    private static final String FRONT = "10.0.0.5";

    /** What the server sees of a request from a peer, as name and value by turns. */
    private static HttpServletRequest seen(String peer, List<String> fronts, String... headers) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sign-in");
        request.setRemoteAddr(peer);
        request.addHeader("Host", "inner:9000");
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        MockFilterChain chain = new MockFilterChain();
        new ForwardedHeaderFilter(new TrustedProxies(fronts)).doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) chain.getRequest();
    }

    private static HttpServletRequest behindFront(String... headers) throws Exception {
        return seen(FRONT, List.of("10.0.0.0/24"), headers);
    }

    @Test
    void aStrangersHeadersCountForNothingAndNobodySeesThem() throws Exception {
        for (List<String> fronts : List.of(List.<String>of(), List.of("10.0.0.5"))) {
            HttpServletRequest request = seen("192.0.2.1", fronts,
                    "X-Forwarded-For", "198.51.100.7", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example",
                    "Forwarded", "for=198.51.100.7;host=evil.example", "X-Client-Cert", "MII", "X-Real-IP", "198.51.100.7");
            assertThat(request.getRemoteAddr()).isEqualTo("192.0.2.1");
            assertThat(request.isSecure()).isFalse();
            assertThat(request.getHeader("Host")).isEqualTo("inner:9000");
            assertThat(request.getHeader("x-forwarded-for")).isNull();
            assertThat(request.getHeaders("FORWARDED").hasMoreElements()).isFalse();
            assertThat(Collections.list(request.getHeaderNames())).containsExactly("Host");
        }
    }

    @Test
    void aClientCannotHideBehindALongLine() throws Exception {
        HttpServletRequest request = behindFront("X-Forwarded-For", "x".repeat(995) + ", 203.0.113.7");

        assertThat(request.getRemoteAddr()).isEqualTo("203.0.113.7");
    }

    @Test
    void aFrontsWordCounts() throws Exception {
        HttpServletRequest request = behindFront("X-Forwarded-For", "198.51.100.7", "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "ca.example");
        assertThat(request.getRemoteAddr()).isEqualTo("198.51.100.7");
        assertThat(request.isSecure()).isTrue();
        assertThat(request.getScheme()).isEqualTo("https");
        assertThat(request.getHeader("Host")).isEqualTo("ca.example");
        assertThat(request.getHeader("X-Forwarded-For")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // What the client itself wrote stands further to the left.
        "'198.51.100.7, 203.0.113.9', 203.0.113.9",
        "'198.51.100.7, 203.0.113.9, 10.0.0.9', 203.0.113.9",
        "'203.0.113.9:4711', 203.0.113.9",
        "'[2001:db8::1]:4711', 2001:db8::1",
        "2001:db8::1, 2001:db8::1",
        "'198.51.100.7, garbage', 10.0.0.5",
        "'198.51.100.7, evil.example', 10.0.0.5",
        "999.1.1.1, 10.0.0.5",
        "'10.0.0.9', 10.0.0.5",
    })
    void theClientIsTheFirstFromTheRightThatIsNoFront(String header, String client) throws Exception {
        assertThat(behindFront("X-Forwarded-For", header).getRemoteAddr()).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        "'for=203.0.113.9;proto=https;host=ca.example', 203.0.113.9, https",
        "'for=198.51.100.7, For=\"203.0.113.9:80\";Proto=http', 203.0.113.9, http",
        "'for=\"[2001:db8::1]:4711\";proto=https', 2001:db8::1, https",
        "'for=unknown', 10.0.0.5, http",
        "'for=_hidden;proto=https', 10.0.0.5, http",
        "'proto=https', 10.0.0.5, http",
        "';;;=', 10.0.0.5, http",
    })
    void theStandardHeaderIsReadLikewise(String header, String client, String scheme) throws Exception {
        HttpServletRequest request = behindFront("Forwarded", header);
        assertThat(request.getRemoteAddr()).isEqualTo(client);
        assertThat(request.getScheme()).isEqualTo(scheme);
    }

    @Test
    void twoKindsAtOnceCountForNothing() throws Exception {
        HttpServletRequest request = behindFront("X-Forwarded-For", "203.0.113.9", "Forwarded", "for=198.51.100.7");
        assertThat(request.getRemoteAddr()).isEqualTo(FRONT);
    }

    @Test
    void aHeaderOfManyLinesIsOneList() throws Exception {
        assertThat(behindFront("X-Forwarded-For", "198.51.100.7", "X-Forwarded-For", "203.0.113.9").getRemoteAddr())
                .isEqualTo("203.0.113.9");
        assertThat(behindFront("X-Forwarded-For", "1".repeat(2000)).getRemoteAddr()).isEqualTo(FRONT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"front.example", "10.0.0.0/99", "10.0.0", "", "::1/200", "300.1.1.1"})
    void aSettingThatIsNoAddressStopsTheStart(String address) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(address)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("tamga.trusted-proxies");
    }
}
