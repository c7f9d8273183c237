package dev.tamga.idp.portal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SearchTest {

    private static boolean finds(String query, String... names) {
        Tile tile = new Tile("1", names[0], "", "planned", true, null, Search.index(Stream.of(names)), List.of());
        return Search.of(Optional.of(query)).finds(tile);
    }

    /** Every platform of domain.md §3 is found by its initials. */
    @ParameterizedTest
    @CsvSource({
        "内蒙古自治区工程招投标中心,nmgzzqgcztbzx", "内蒙古自治区土地使用权与矿业权出让交易平台,nmgzzqtdsyqykyqcrjypt",
        "房建市政交易系统,fjszjyxt", "专业工程交易系统（公路、铁路、水利、电力）,zygcjyxtgltlsldl", "自治区公共资源交易主体信息库,zzqggzyjyztxxk",
        "呼和浩特市公共资源交易平台（新版）,hhhtsggzyjyptxb", "包头市公共资源交易平台,btsggzyjypt", "乌海市公共资源交易平台,whsggzyjypt",
        "赤峰市公共资源交易平台,cfsggzyjypt", "通辽市公共资源交易平台,tlsggzyjypt", "鄂尔多斯市公共资源交易平台,eedssggzyjypt",
        "呼伦贝尔市公共资源交易平台,hlbesggzyjypt", "巴彦淖尔市公共资源交易平台,bynesggzyjypt", "乌兰察布市公共资源交易平台,wlcbsggzyjypt",
        "兴安盟公共资源交易平台,xamggzyjypt", "锡林郭勒盟公共资源交易平台,xlglmggzyjypt", "二连浩特市公共资源交易平台,elhtsggzyjypt",
        "阿拉善盟公共资源交易平台,alsmggzyjypt", "洋河e采平台,yhecpt", "宿迁市公共资源交易平台,sqsggzyjypt", "包头市政府采购网,btszfcgw"
    })
    void initialsAreThoseOfTheName(String name, String initials) {
        assertThat(Initials.of(name)).isEqualTo(initials);
    }

    @Test
    void aCharacterWithoutAnInitialDoesNotHideTheOthers() {
        assertThat(Initials.of("扎赉特旗")).isEqualTo("ztq");
        assertThat(Initials.of("\uD842\uDFB7，🙂 A1")).isEqualTo("a1");
    }

    @ParameterizedTest
    @CsvSource({"包头", "ＢＴ", "bts", "Bao", "ggzy", "' 包 头 '", "baotou public", "''"})
    void apartOfANameOrItsInitialsFindsIt(String query) {
        assertThat(finds(query, "包头市公共资源交易平台", "Baotou Public Resource Trading Platform")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"呼和", "hhht", "bt包", "%", "'.*'"})
    void anythingElseDoesNot(String query) {
        assertThat(finds(query, "包头市公共资源交易平台", "Baotou Public Resource Trading Platform")).isFalse();
    }

    @Test
    void aTileIsFoundByTheSystemsBehindIt() {
        assertThat(finds("fjsz", "内蒙古自治区工程招投标中心", "房建市政交易系统")).isTrue();
    }

    @Test
    void whatIsLongerThanAnyNameIsCut() {
        assertThat(Search.of(Optional.of("包".repeat(5000))).entered()).hasSize(50);
        assertThat(Search.of(Optional.empty()).isOn()).isFalse();
        assertThat(Search.of(Optional.of(" | ")).isOn()).isFalse();
    }
}
