package dev.tamga.idp.portal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.tamga.idp.platform.Platform.Admission;

import static org.assertj.core.api.Assertions.assertThat;

/** The reasons that a greyed tile gives are those of the admission rule, and each has a text. */
final class TilesTest {

    @Test
    void aKeyOfAnotherCaIsToldSo() {
        Admission jiangsu = new Admission(Set.of("cfca", "gxca"), Set.of(), Set.of(), Map.of());
        assertThat(jiangsu.refuses("bjca", "ENTERPRISE", Optional.empty(), Optional.empty())).contains("ca");
        assertThat(jiangsu.refuses("gxca", "ENTERPRISE", Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void aKeyFromElsewhereOrOfAnotherKindIsToldSo() {
        Admission region = new Admission(Set.of(), Set.of("ENTERPRISE"), Set.of("15"), Map.of());
        assertThat(region.refuses("bjca", "PERSON", Optional.of("15"), Optional.empty())).contains("kind");
        assertThat(region.refuses("bjca", "ENTERPRISE", Optional.of("32"), Optional.empty())).contains("region");
        assertThat(region.refuses("bjca", "ENTERPRISE", Optional.empty(), Optional.empty())).contains("region");
    }

    @Test
    void aKeyOfAnotherProjectIsToldSo() {
        Admission suqian = new Admission(
                Set.of("cfca", "gxca"), Set.of(), Set.of(), Map.of("cfca", Set.of("SUQIAN", "BZT")));
        assertThat(suqian.refuses("cfca", "ENTERPRISE", Optional.empty(), Optional.of("BZT"))).isEmpty();
        assertThat(suqian.refuses("cfca", "ENTERPRISE", Optional.empty(), Optional.of("NMGGGZY")))
                .contains("project");
        assertThat(suqian.refuses("cfca", "ENTERPRISE", Optional.empty(), Optional.empty())).contains("project");
        assertThat(suqian.refuses("gxca", "ENTERPRISE", Optional.empty(), Optional.empty()))
                .as("each CA numbers its own projects").isEmpty();
    }
}
