package dev.tamga.idp.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Mail as it goes over the line. */
final class SmtpCarrierTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T01:00:00Z"), ZoneOffset.UTC);
    private static final Letter LETTER = new Letter("wang@example.cn", "CA证书解绑申请已提交", "您好：\n\n申请编号");

    private FakeSmtp server;

    @BeforeEach
    void start() {
        server = FakeSmtp.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SmtpCarrier carrier(SmtpServer.Tls tls, Optional<String> user) {
        return new SmtpCarrier(new SmtpServer(
                "127.0.0.1", server.port(), tls, user, user.map(name -> "secret"), new MailAddress("ca@example.org")), CLOCK);
    }

    @Test
    void aLetterArrivesWithItsHeaders() throws Exception {
        carrier(SmtpServer.Tls.UNENCRYPTED, Optional.empty()).carry(LETTER);
        String message = server.next();
        assertThat(message).contains(
                "MAIL FROM:<ca@example.org>", "RCPT TO:<wang@example.cn>", "From: ca@example.org", "To: wang@example.cn",
                "Auto-Submitted: auto-generated", "charset=UTF-8", "21 Nov 2026");
        String subject = message.lines().filter(line -> line.startsWith("Subject: ")).findFirst().orElseThrow();
        assertThat(MimeUtility.decodeText(subject)).contains("CA证书解绑申请已提交");
    }

    @Test
    void withoutTlsNothingIsSaidUnlessOneAsksForIt() {
        assertThatThrownBy(() -> carrier(SmtpServer.Tls.STARTTLS, Optional.of("tamga")).carry(LETTER))
                .isInstanceOf(IOException.class).hasMessageContaining("STARTTLS");
        assertThatThrownBy(() -> carrier(SmtpServer.Tls.IMPLICIT, Optional.empty()).carry(LETTER))
                .isInstanceOf(IOException.class);
        server.offer("STARTTLS");
        assertThatThrownBy(() -> carrier(SmtpServer.Tls.STARTTLS, Optional.empty()).carry(LETTER))
                .as("offered, and not kept").isInstanceOf(IOException.class);
        assertThat(server.isEmpty()).isTrue();
    }

    @Test
    void aRefusalIsToldWithTheServersWords() {
        server.answer("550 no such user");
        assertThatThrownBy(() -> carrier(SmtpServer.Tls.UNENCRYPTED, Optional.empty()).carry(LETTER))
                .isInstanceOf(IOException.class).hasMessageContaining("550");
        server.close();
        assertThatThrownBy(() -> carrier(SmtpServer.Tls.UNENCRYPTED, Optional.empty()).carry(LETTER))
                .isInstanceOf(IOException.class);
    }

    @Test
    void nothingThatIsFilledInBecomesAHeader() throws Exception {
        carrier(SmtpServer.Tls.UNENCRYPTED, Optional.empty()).carry(new Letter(
                "wang@example.cn", "Hello\r\nBcc: all@example.cn\r\n\r\nbody", "line\r\n.\r\nMAIL FROM:<evil@example.cn>"));
        String message = server.next();
        assertThat(message.lines().filter(line -> line.startsWith("Bcc:"))).isEmpty();
        assertThat(message.lines().filter(line -> line.startsWith("RCPT"))).hasSize(1);
        assertThat(server.isEmpty()).as("a dot alone ends nothing").isTrue();
    }

    @Test
    void anAddressIsOneAddress() {
        for (String good : List.of("wang@example.cn", " a.b+c@mail.example.com ", "x_1%y@a-b.org")) {
            assertThat(MailAddress.of(good)).as(good).isPresent();
        }
        for (String bad : List.of(
                "", "@", "a@b", "a@b.c", "a b@example.cn", "a@example.cn,b@example.cn", "a@example.cn\nBcc: c@example.cn",
                "\"a\"@example.cn", "<a@example.cn>", "a@[127.0.0.1]", ".a@example.cn", "a..b@example.cn", "a@-b.cn",
                "a@example.cn\0", "王@example.cn", "a".repeat(65) + "@example.cn", "a@" + "b.".repeat(130) + "cn")) {
            assertThat(MailAddress.of(bad)).as(bad).isEmpty();
        }
        assertThat(MailAddress.of("Wang@Example.CN").orElseThrow().value()).isEqualTo("Wang@example.cn");
        assertThat(new MailAddress("Wang+ca+2@example.cn").mailbox()).isEqualTo("wang@example.cn");
        assertThat(new MailAddress("wang@example.cn").masked()).isEqualTo("w***@example.cn");
    }

    @Test
    void anUnknownProtectionNamesTheSetting() {
        assertThatThrownBy(() -> SmtpServer.Tls.of("none")).hasMessageContaining("tamga.mail.tls is \"none\"");
    }
}
