package dev.tamga.idp.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.mail.Mail;

/** {@code /demo/mail}: the letters that the demo would have sent, for the demo's one user. */
@Controller
@Profile("demo")
final class MailController {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Mail mail;
    private final ZoneId zone;

    MailController(Mail mail, @Value("${tamga.time-zone:Asia/Shanghai}") ZoneId zone) {
        this.mail = mail;
        this.zone = zone;
    }

    /** As the template lists it. */
    public record Shown(String recipient, String subject, String body, String at) {}

    @GetMapping("/demo/mail")
    ModelAndView list() {
        List<Shown> letters = mail.listNewest().stream()
                .map(sent -> new Shown(
                        sent.letter().recipient(), sent.letter().subject(), sent.letter().body(),
                        TIME.format(sent.createdAt().atZone(zone))))
                .toList();
        return new ModelAndView("demo/mail", "letters", letters);
    }
}
