package dev.tamga.idp.authorization;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.platform.SubjectIdentifiers;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.web.ErrorCode;

/** Whether the key that signed in may answer a request. */
public final class SessionRules {
    private final Platforms platforms;
    private final SubjectIdentifiers identifiers;

    public SessionRules(Platforms platforms, SubjectIdentifiers identifiers) {
        this.platforms = platforms;
        this.identifiers = identifiers;
    }

    /** What follows. */
    public sealed interface Verdict {
        /** It may. */
        record Good(SignInSession session) implements Verdict {}

        /** A key has to sign first. */
        record SignIn() implements Verdict {}

        /** It may not; another key may. */
        record TurnedAway(Unsuitable reason) implements Verdict {}
    }

    /** Why a key that signed in cannot answer a request. The word is in message keys. */
    public enum Unsuitable {
        CA("ca", "access_denied"),
        KIND("kind", "access_denied"),
        REGION("region", "access_denied"),
        PROJECT("project", "access_denied"),
        // OpenID Connect Core §3.1.2.1, id_token_hint, and §5.5.1, a value of sub.
        SUBJECT("subject", "login_required");

        private final String word;
        private final String error;

        Unsuitable(String word, String error) {
            this.word = word;
            this.error = error;
        }

        String word() {
            return word;
        }

        /** What the platform is told. */
        String error() {
            return error;
        }
    }

    /** Signed in, recently enough, as the right subject, with a key that the platform admits: in this order. */
    public Verdict of(PendingRequest request, Optional<SignInSession> session) {
        Optional<SignInSession> fresh = session.filter(live -> isFresh(live, request));
        if (fresh.isEmpty()) {
            return new Verdict.SignIn();
        }
        // It may have been switched off while the bidder signed in.
        Platform platform = platforms.find(request.parameters().clientId())
                .filter(Platform::isConnected)
                .orElseThrow(() -> AuthorizationError.page(
                        ErrorCode.UNKNOWN_CLIENT, "client_id names no connected platform"));
        if (!isExpected(fresh.get(), platform, request)) {
            return isSince(fresh.get(), request)
                    ? new Verdict.TurnedAway(Unsuitable.SUBJECT)
                    : new Verdict.SignIn();
        }
        return refused(fresh.get(), platform)
                .<Verdict>map(Verdict.TurnedAway::new)
                .orElseGet(() -> new Verdict.Good(fresh.get()));
    }

    /** What the request's platform knows the subject by; joins the caller's transaction. */
    public String nameOf(PendingRequest request, SignInSession session) {
        Platform platform = platforms.find(request.parameters().clientId()).orElseThrow();
        return identifiers.of(platform, session.subjectId());
    }

    /** OpenID Connect Core §3.1.2.1, {@code prompt} and {@code max_age}, as decisions.md resolves them. */
    private static boolean isFresh(SignInSession session, PendingRequest request) {
        if (isSince(session, request)) {
            return true;
        }
        AuthorizationParameters parameters = request.parameters();
        boolean anew = parameters.prompt().contains("login") || parameters.prompt().contains("select_account");
        boolean young = parameters.maxAge()
                .map(seconds -> seconds > 0
                        && !session.authTime().plusSeconds(seconds).isBefore(request.createdAt()))
                .orElse(true);
        return !anew && young;
    }

    /** Whether the key signed for this request, or after it came. */
    private static boolean isSince(SignInSession session, PendingRequest request) {
        Instant created = request.createdAt();
        return !session.authTime().isBefore(created);
    }

    private boolean isExpected(SignInSession session, Platform platform, PendingRequest request) {
        return request.parameters().whom().subjects()
                .map(subjects -> subjects.stream()
                        .flatMap(sub -> identifiers.subjectOf(platform, sub).stream())
                        .anyMatch(session.subjectId()::equals))
                .orElse(true);
    }

    private static Optional<Unsuitable> refused(SignInSession session, Platform platform) {
        return platform.admission()
                .refuses(session.ca().value(), session.holderKind().name(), session.region(), session.project())
                .map(rule -> switch (rule) {
                    case "ca" -> Unsuitable.CA;
                    case "kind" -> Unsuitable.KIND;
                    case "region" -> Unsuitable.REGION;
                    default -> Unsuitable.PROJECT;
                });
    }
}
