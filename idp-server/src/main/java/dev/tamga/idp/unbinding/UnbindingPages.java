package dev.tamga.idp.unbinding;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.mail.MailAddress;
import dev.tamga.idp.secret.Ids;

/** Fills the feature's templates. */
public final class UnbindingPages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String ENTERPRISE = "unbinding/enterprise";
    private static final String PERSON = "unbinding/person";

    private final Ids ids;
    private final ZoneId zone;
    private final boolean mailed;

    /** @param mailed whether results go out by mail */
    public UnbindingPages(Ids ids, ZoneId zone, boolean mailed) {
        this.ids = ids;
        this.zone = zone;
        this.mailed = mailed;
    }

    /**
     * A request as the applicant sees it.
     *
     * @param state {@code filed}, {@code approved}, {@code refused}
     * @param decidedAt null while it is undecided
     * @param reason of a refusal, null without
     */
    public record Progress(
            String number, String kind, String state, String filedAt, String decidedAt, String reason, String email) {}

    ModelAndView steps() {
        return new ModelAndView("unbinding/steps", "mailed", mailed);
    }

    ModelAndView form(Kind kind, String token, Map<String, String> entered, Map<String, String> errors) {
        ModelAndView page = new ModelAndView(kind == Kind.ENTERPRISE ? ENTERPRISE : PERSON);
        page.addObject("kind", kind.word());
        page.addObject("formToken", token);
        page.addObject("form", entered);
        page.addObject("errors", errors);
        page.addObject("mailed", mailed);
        return page;
    }

    ModelAndView emptyForm(Kind kind) {
        return form(kind, ids.secret(), Map.of(), Map.of());
    }

    ModelAndView filed(Request request) {
        return new ModelAndView("unbinding/filed", Map.of("progress", progress(request), "mailed", mailed));
    }

    ModelAndView status(Map<String, String> entered, Map<String, String> errors) {
        return new ModelAndView("unbinding/status", Map.of("form", entered, "errors", errors));
    }

    ModelAndView status(Request request) {
        return status(Map.of(), Map.of()).addObject("progress", progress(request));
    }

    private Progress progress(Request request) {
        return new Progress(
                request.number().shown(), request.claimed().kind().word(), request.state().word(),
                time(request.filedAt()),
                request.decision().map(Decision::at).map(this::time).orElse(null),
                request.decision().flatMap(Decision::reason).orElse(null),
                new MailAddress(request.contact().email()).masked());
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
