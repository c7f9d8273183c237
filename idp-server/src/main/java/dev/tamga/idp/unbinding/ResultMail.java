package dev.tamga.idp.unbinding;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import org.springframework.context.MessageSource;

import dev.tamga.idp.mail.Letter;
import dev.tamga.idp.mail.Mail;

/**
 * What the applicant is told by mail. The mail about the filing repeats nothing that a stranger filled in: anybody may
 * enter anybody's address, and is not to send him words of his own by it.
 */
public final class ResultMail {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String FILED = "unbinding.mail.filed.";
    private static final String APPROVED = "unbinding.mail.approved.";
    private static final String REFUSED = "unbinding.mail.refused.";

    private final Mail mail;
    private final MessageSource messages;
    private final ZoneId zone;
    private final String address;

    /** @param address of this server's status page */
    public ResultMail(Mail mail, MessageSource messages, ZoneId zone, String address) {
        this.mail = mail;
        this.messages = messages;
        this.zone = zone;
        this.address = address;
    }

    boolean isDelivered() {
        return mail.isDelivered();
    }

    void filed(Request request) {
        send(request, FILED, TIME.format(request.filedAt().atZone(zone)));
    }

    void approved(Request request) {
        send(request, APPROVED, request.claimed().name());
    }

    void refused(Request request, String reason) {
        send(request, REFUSED, reason);
    }

    /** @param fact what this kind of mail says beside the number and the status page */
    private void send(Request request, String kind, String fact) {
        Object[] facts = {request.number().shown(), fact, address};
        mail.send(new Letter(
                request.contact().email(),
                messages.getMessage(kind + "subject", facts, request.locale()),
                messages.getMessage(kind + "body", facts, request.locale())));
    }
}
