package dev.tamga.idp.signout;

import java.util.ArrayList;
import java.util.List;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.grant.Visit;
import dev.tamga.idp.outbox.Outbox;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;

/**
 * Ends sessions with their codes and refresh families and writes what the platforms are to be told, in one transaction:
 * either all of it has happened or nothing. Expiry is not its business: that ends single sign-on alone.
 */
public final class SignOut {
    private final Jdbi jdbi;
    private final SignInSessions sessions;
    private final Grants grants;
    private final Telling telling;

    /** Who learns of it. */
    public record Telling(Outbox outbox, Audit audit) {}

    public SignOut(Jdbi jdbi, SignInSessions sessions, Grants grants, Telling telling) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.grants = grants;
        this.telling = telling;
    }

    /** @return where the bidder went in this session */
    public List<Visit> end(SignInSession session) {
        List<Visit> visits = jdbi.inTransaction(handle -> sessions.end(session.id())
                ? told(grants.endSession(session.id()), AuditEvent.of(AuditEvent.Type.SIGN_OUT)
                        .subject(session.subjectId())
                        .key(session.ca().value(), session.keyNumber()))
                : List.of());
        // A code that was issued and redeemed while the transaction ran did not see its end: such a grant ends now, and
        // whatever is redeemed from here on finds the session ended.
        return join(visits, jdbi.inTransaction(handle -> tell(grants.endLate(session.id()).stream()
                .filter(visit -> !visits.contains(visit))
                .toList())));
    }

    /** Ends what lives of a session whose row is gone: it is past its absolute end, its refresh families may not be. */
    List<Visit> endRest(String sid) {
        return jdbi.inTransaction(handle -> {
            List<Visit> visits = grants.endRestOfSession(sid);
            return visits.isEmpty()
                    ? visits
                    : told(visits, AuditEvent.of(AuditEvent.Type.SIGN_OUT).subject(visits.get(0).subjectId()));
        });
    }

    /** Signs a subject out everywhere; joins the caller's transaction. @return where it went */
    public List<Visit> ofSubject(String subjectId) {
        return jdbi.inTransaction(handle -> told(
                join(endAll(sessions.endOfSubject(subjectId)), grants.endRestOfSubject(subjectId)),
                AuditEvent.of(AuditEvent.Type.SIGN_OUT).code("everywhere").subject(subjectId)));
    }

    /**
     * Ends whatever a key signed in or granted; joins the caller's transaction. @return where the bidder went with it
     */
    public List<Visit> ofKey(String keyId) {
        return jdbi.inTransaction(handle -> told(
                join(endAll(sessions.endOfKey(keyId)), grants.endRestOfKey(keyId)),
                AuditEvent.of(AuditEvent.Type.SIGN_OUT).code("key").detail("key " + keyId)));
    }

    private List<Visit> endAll(List<String> sids) {
        return sids.stream().flatMap(sid -> grants.endSession(sid).stream()).toList();
    }

    private List<Visit> told(List<Visit> visits, AuditEvent event) {
        String platforms = String.join(" ", visits.stream().map(Visit::platformId).distinct().toList());
        String earlier = event.detail().map(detail -> detail + ": ").orElse("");
        telling.audit().record(event.detail(earlier + platforms));
        return tell(visits);
    }

    private List<Visit> tell(List<Visit> visits) {
        visits.forEach(visit ->
                telling.outbox().logout(visit.platformId(), visit.subjectId(), visit.sessionId()));
        return visits;
    }

    private static List<Visit> join(List<Visit> some, List<Visit> others) {
        List<Visit> all = new ArrayList<>(some);
        others.stream().filter(visit -> !all.contains(visit)).forEach(all::add);
        return List.copyOf(all);
    }
}
