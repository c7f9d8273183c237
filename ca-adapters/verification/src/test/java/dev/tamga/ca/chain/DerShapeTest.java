package dev.tamga.ca.chain;

import java.io.IOException;
import java.util.HexFormat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The outer form of DER (X.690 §10.1). */
class DerShapeTest {

    @ParameterizedTest
    @ValueSource(strings = {"0500", "3000", "30050203010203", "a0030c0141", "020100"})
    void derIsAccepted(String hex) {
        assertThatCode(() -> DerShape.check(HexFormat.of().parseHex(hex))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "30", "3001", "30800000", "308100", "30810100", "3082000100", "0500ff", "300205", "30030201", "1f810100",
        "3085010000000000", "30840000000100", "3084ffffffff", "300302020000",
        "2400", "2403040141", "2c030c0141", "1000", "30022400"
    })
    void whatIsNoDerIsRefused(String hex) {
        assertThatThrownBy(() -> DerShape.check(HexFormat.of().parseHex(hex))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {26, 60})
    void depthIsBounded(int depth) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            hex.insert(0, String.format("30%02x", hex.length() / 2));
        }

        assertThatThrownBy(() -> DerShape.check(HexFormat.of().parseHex(hex))).isInstanceOf(IOException.class);
    }
}
