package dev.tamga.idp.consent;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.authorization.AuthorizationError;
import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.authorization.AuthorizationResponses;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.session.SignInSession;

/** Takes the bidder's answer. A refusal leaves earlier consents as they are and always ends in {@code access_denied}. */
public final class ConsentDesk {
    private final Jdbi jdbi;
    private final Consents consents;
    private final AuthorizationRequests requests;
    private final AuthorizationResponses responses;
    private final Audit audit;

    public ConsentDesk(
            Jdbi jdbi, Consents consents, AuthorizationRequests requests, AuthorizationResponses responses, Audit audit) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.requests = requests;
        this.responses = responses;
        this.audit = audit;
    }

    void answer(
            boolean allowed, PendingRequest request, SignInSession session, HttpServletRequest http,
            HttpServletResponse response) throws IOException, ServletException {
        AuditEvent event = AuditEvent.of(AuditEvent.Type.CONSENT)
                .subject(session.subjectId())
                .platform(request.parameters().clientId())
                .detail(request.parameters().scope());
        if (allowed) {
            jdbi.useTransaction(handle -> {
                consents.remember(session, request);
                audit.record(event.code("allowed"));
            });
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.resumePath());
            return;
        }
        boolean denied = jdbi.inTransaction(handle -> {
            boolean first = requests.fulfil(request);
            if (first) {
                audit.record(event.code("denied"));
            }
            return first;
        });
        if (!denied) {
            throw AuthorizationError.page("request was answered already");
        }
        responses.sendError(
                AuthorizationError.to(Target.of(request.parameters()), "access_denied", "the bidder refused"),
                http, response);
    }
}
