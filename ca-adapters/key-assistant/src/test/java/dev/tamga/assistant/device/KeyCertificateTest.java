package dev.tamga.assistant.device;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.forge.Certificates;

import static org.assertj.core.api.Assertions.assertThat;

final class KeyCertificateTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "CN=北京数字认证股份有限公司 | O=其他 | 北京数字认证股份有限公司",
        "CN=051@武汉合众易宝科技有限公司@N91420103055737157W@1 | O=CFCA | 武汉合众易宝科技有限公司",
        "CN=61011354550990 | O=91610131MA6TX75M52陕西秦御天下信息技术有限责任公司 | 陕西秦御天下信息技术有限责任公司",
        "CN=Acme Ltd. | O=CFCA | Acme Ltd.",
    })
    void theNameIsTheOneThatAPersonWouldRecognise(String commonName, String organisation, String name) {
        var certificate = Certificates.root().subject("C=CN", organisation, commonName).valid(FROM, UNTIL).forge();
        assertThat(KeyCertificate.of(certificate.encoded()).name()).isEqualTo(name);
    }
}
