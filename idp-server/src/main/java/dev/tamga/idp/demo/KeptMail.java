package dev.tamga.idp.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.tamga.idp.mail.Carrier;
import dev.tamga.idp.mail.Letter;

/** The demo sends no mail anywhere: its letters stay where {@link MailController} shows them. */
@Component
@Profile("demo")
final class KeptMail implements Carrier {
    @Override
    public void carry(Letter letter) {
        // The outbox keeps what was delivered.
    }
}
