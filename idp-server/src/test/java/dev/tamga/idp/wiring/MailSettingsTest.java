package dev.tamga.idp.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.tamga.idp.mail.Carrier;
import dev.tamga.idp.mail.Mail;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an operator writes under tamga.mail. */
final class MailSettingsTest {
    private static Mail mail(Map<String, String> given) {
        Map<String, String> all = new HashMap<>();
        given.forEach((key, value) -> all.put("tamga.mail." + key, value));
        TamgaSettings settings = new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("tamga", TamgaSettings.class);
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        return new UnbindingWiring().mail(
                null, new StaticListableBeanFactory().getBeanProvider(Carrier.class),
                new Mail.Setting(null, new Ids(random, clock), clock, random), settings);
    }

    @Test
    void withoutAHostNoMailIsSent() {
        assertThat(mail(Map.of()).isDelivered()).isFalse();
        assertThat(mail(Map.of("host", " ", "password", "")).isDelivered()).isFalse();
    }

    @Test
    void aHostAndAnAddressAreEnough() {
        assertThat(mail(Map.of("host", "smtp.example.org", "from", "ca@example.org")).isDelivered()).isTrue();
        assertThat(mail(Map.of("host", "127.0.0.1", "from", "ca@example.org", "tls", "dangerously-unencrypted"))
                .isDelivered()).isTrue();
    }

    @Test
    void aWrongSettingIsNamed() {
        assertThatThrownBy(() -> mail(Map.of("host", "smtp.example.org")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("tamga.mail.from");
        assertThatThrownBy(() -> mail(Map.of("host", "smtp.example.org", "from", "CA <ca@example.org>")))
                .hasMessageContaining("tamga.mail.from is \"CA <ca@example.org>\"");
        assertThatThrownBy(() -> mail(Map.of("host", "smtp.example.org", "from", "ca@example.org", "tls", "off")))
                .hasMessageContaining("tamga.mail.tls is \"off\"");
    }
}
