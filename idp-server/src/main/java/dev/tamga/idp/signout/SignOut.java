package dev.tamga.idp.signout;

import java.util.List;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;

/** Ends a session, its codes and its refresh families in one transaction. */
public final class SignOut {
    private final Jdbi jdbi;
    private final SignInSessions sessions;
    private final Grants grants;
    private final Audit audit;

    public SignOut(Jdbi jdbi, SignInSessions sessions, Grants grants, Audit audit) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.grants = grants;
        this.audit = audit;
    }

    /** @return ids of the platforms that the bidder went to in this session */
    public List<String> end(SignInSession session) {
        List<String> left = endOnce(session);
        // A code that was issued and redeemed while the transaction ran did not see its end: such a grant ends now, and
        // whatever is redeemed from here on finds the session ended.
        grants.endSession(session.id());
        return left;
    }

    private List<String> endOnce(SignInSession session) {
        return jdbi.inTransaction(handle -> {
            if (!sessions.end(session.id())) {
                return List.of();
            }
            List<String> platforms = grants.endSession(session.id());
            audit.record(AuditEvent.of(AuditEvent.Type.SIGN_OUT)
                    .subject(session.subjectId())
                    .key(session.ca().value(), session.keyNumber())
                    .detail(String.join(" ", platforms)));
            return platforms;
        });
    }
}
