package dev.tamga.idp.limit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SenderTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::, 20010db800010002/64",
        "2001:DB8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
        "[2001:db8:1:2::1], 20010db800010002/64",
        "2001:db8:1:3::1, 20010db800010003/64",
        "fe80::1%eth0, fe80000000000000/64",
        "::1, 0000000000000000/64",
        "::ffff:192.0.2.7, 192.0.2.7",
    })
    void anIpv6NetworkCountsAsOneSender(String address, String sender) {
        assertThat(Sender.of(address)).isEqualTo(sender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "host.example", ":::", "1:2", "::g", "%", "[", "2001:db8::1::2"})
    void whatIsNoAddressIsItsOwnName(String text) {
        assertThat(Sender.of(text)).isEqualTo(text);
    }
}
