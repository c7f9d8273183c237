package dev.tamga.idp.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Gives letters to a mail server, each in a connection of its own: they are few. */
public final class SmtpCarrier implements Carrier {
    private static final String MILLIS = "10000";

    private final SmtpServer server;
    private final Session session;
    private final Clock clock;

    public SmtpCarrier(SmtpServer server, Clock clock) {
        this.server = server;
        this.session = Session.getInstance(properties(server));
        this.clock = clock;
    }

    private static Properties properties(SmtpServer server) {
        Properties mail = new Properties();
        mail.put("mail.smtp.host", server.host());
        mail.put("mail.smtp.port", String.valueOf(server.port()));
        mail.put("mail.smtp.auth", String.valueOf(server.user().isPresent()));
        mail.put("mail.smtp.from", server.from().value());
        mail.put("mail.smtp.starttls.enable", String.valueOf(server.tls() == SmtpServer.Tls.STARTTLS));
        mail.put("mail.smtp.starttls.required", String.valueOf(server.tls() == SmtpServer.Tls.STARTTLS));
        mail.put("mail.smtp.ssl.enable", String.valueOf(server.tls() == SmtpServer.Tls.IMPLICIT));
        mail.put("mail.smtp.ssl.checkserveridentity", "true");
        mail.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            mail.put("mail.smtp." + limit, MILLIS);
        }
        return mail;
    }

    @Override
    public void carry(Letter letter) throws IOException {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(letter);
            transport.connect(server.user().orElse(null), server.password().orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw new IOException(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(server.from().value(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.recipient(), true));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.body(), StandardCharsets.UTF_8.name());
        // RFC 3834 §5: nobody's out-of-office note comes back.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(Date.from(clock.instant()));
        message.saveChanges();
        return message;
    }
}
