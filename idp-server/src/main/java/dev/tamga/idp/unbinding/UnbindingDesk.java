package dev.tamga.idp.unbinding;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.upload.UploadFolder;

/**
 * What an operator sees of requests, and decides. A decision, what it does to the binding and its mail are one
 * transaction.
 */
public final class UnbindingDesk {
    private final Jdbi jdbi;
    private final RequestStore requests;
    private final FileStore files;
    private final Claims claims;
    private final Doing doing;
    private final Setting setting;

    /** What a decision does. */
    public record Doing(LostKeys keys, UploadFolder folder, ResultMail mail) {}

    /** @param kept how long a decided request and its files are kept */
    public record Setting(Audit audit, Clock clock, Duration kept) {}

    public UnbindingDesk(Jdbi jdbi, Claims claims, Doing doing, Setting setting) {
        this.jdbi = jdbi;
        this.requests = new RequestStore(jdbi);
        this.files = new FileStore(jdbi);
        this.claims = claims;
        this.doing = doing;
        this.setting = setting;
    }

    /**
     * A request as an operator sees it.
     *
     * @param owner credit code, or masked identity number
     * @param contact name, telephone, e-mail
     * @param lastSignIn of any key of the subject in 180 days: whose key is in use has not lost it
     * @param successor whose the subject is once it is approved; whoever has that key may be whom it is to be kept from
     */
    public record Case(
            String number, String kind, String state, String name, String owner, List<String> contact, String reason,
            Instant filedAt, Optional<Instant> decidedAt, Optional<String> decision, Binding binding,
            Optional<Instant> lastSignIn, Optional<LostKeys.Successor> successor, List<Scan> scans) {

        @Override
        public String toString() {
            return "Case[" + number + "]";
        }
    }

    /** How the binding that a request names stands now. */
    public enum Binding {
        /** Nothing was bound under that code when it was filed. */
        NONE,
        /** The key that was bound then is the primary one still, with the certificate that it had. */
        AS_FILED,
        /** Something else is bound now, or nothing. */
        CHANGED
    }

    /** A file of a request. */
    public record Scan(String purpose, Path path) {}

    /** What came of a decision. */
    public enum Outcome {
        DONE,
        UNKNOWN,
        /** By somebody else, or earlier. */
        DECIDED_BEFORE,
        /** There is nothing to end: such a request can only be refused. */
        NOTHING_BOUND,
        /** The key that was reported lost is not the primary one any more. */
        BINDING_CHANGED
    }

    /** The two hundred undecided ones that wait the longest, without files and sign-ins. */
    public List<Case> listOpen() {
        return requests.listOpen().stream().map(request -> view(request, List.of(), false)).toList();
    }

    /** @param number with or without its spaces */
    public Optional<Case> find(String number) {
        return RequestNumber.of(number).flatMap(requests::find)
                .map(request -> view(request, files.list(request.number()), true));
    }

    private Optional<Instant> lastSignIn(Request request) {
        return request.bound().flatMap(bound -> setting.audit().listLastSignIns(bound.subjectId()).stream()
                .map(Audit.LastSignIn::at)
                .max(Comparator.naturalOrder()));
    }

    /** @param whole also what takes a statement more each */
    private Case view(Request request, List<Attached> attached, boolean whole) {
        Claimed claimed = request.claimed();
        Contact contact = request.contact();
        return new Case(
                request.number().shown(), claimed.kind().word(), request.state().word(), claimed.name(),
                claimed.creditCode().or(claimed::masked).orElse("-"),
                List.of(contact.name(), contact.phone(), contact.email()), request.reason(), request.filedAt(),
                request.decision().map(Decision::at),
                request.decision().map(decision -> decision.by() + decision.reason().map(why -> ": " + why).orElse("")),
                binding(request),
                whole ? lastSignIn(request) : Optional.empty(),
                whole ? request.bound().flatMap(bound -> doing.keys().findSuccessor(bound.keyId())) : Optional.empty(),
                attached.stream()
                        .map(file -> new Scan(file.purpose().word(), doing.folder().path(file.file().name())))
                        .toList());
    }

    private Binding binding(Request request) {
        if (request.bound().isEmpty()) {
            return Binding.NONE;
        }
        String filed = request.bound().get().keyId();
        return claims.find(request.claimed())
                .filter(key -> key.keyId().equals(filed))
                // A renewal since: whoever has that certificate has not lost it.
                .filter(key -> key.certifiedSince().filter(request.filedAt()::isBefore).isEmpty())
                .isPresent()
                ? Binding.AS_FILED
                : Binding.CHANGED;
    }

    /** Ends the binding as it was when the request was filed; a later one is nobody's to end by it. */
    public Outcome approve(String number, String operator) {
        Optional<Request> found = RequestNumber.of(number).flatMap(requests::find);
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        Request request = found.get();
        if (request.state() != Request.State.FILED) {
            return Outcome.DECIDED_BEFORE;
        }
        return switch (binding(request)) {
            case NONE -> Outcome.NOTHING_BOUND;
            case CHANGED -> Outcome.BINDING_CHANGED;
            case AS_FILED -> end(request, operator);
        };
    }

    private Outcome end(Request request, String operator) {
        Bound bound = request.bound().orElseThrow();
        try {
            return jdbi.inTransaction(handle -> {
                if (!decide(request, Request.State.APPROVED, operator, Optional.empty())) {
                    return Outcome.DECIDED_BEFORE;
                }
                if (!doing.keys().release(bound.subjectId(), bound.keyId(), request.filedAt())) {
                    throw new KeyGone();
                }
                doing.mail().approved(request);
                return Outcome.DONE;
            });
        } catch (KeyGone e) {
            return Outcome.BINDING_CHANGED;
        }
    }

    /** Takes the decision back with the transaction. */
    private static final class KeyGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public Outcome refuse(String number, String operator, String reason) {
        Optional<Request> found = RequestNumber.of(number).flatMap(requests::find);
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        return jdbi.inTransaction(handle -> {
            if (!decide(found.get(), Request.State.REFUSED, operator, Optional.of(reason))) {
                return Outcome.DECIDED_BEFORE;
            }
            doing.mail().refused(found.get(), reason);
            return Outcome.DONE;
        });
    }

    private boolean decide(Request request, Request.State state, String operator, Optional<String> reason) {
        Instant now = setting.clock().instant();
        Instant forgetAt = now.plus(setting.kept());
        if (!requests.decide(request.number(), state, new Decision(now, operator, reason), forgetAt)) {
            return false;
        }
        files.forgetAt(request.number(), forgetAt);
        AuditEvent event = AuditEvent.of(AuditEvent.Type.UNBINDING)
                .code(state.word())
                .detail("request " + request.number().value() + " by " + operator
                        + reason.map(why -> ": " + why).orElse(""));
        setting.audit().record(request.bound().map(bound -> event.subject(bound.subjectId())).orElse(event));
        return true;
    }
}
