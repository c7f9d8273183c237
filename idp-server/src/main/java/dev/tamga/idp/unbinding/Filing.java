package dev.tamga.idp.unbinding;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.binding.KeyNotices;
import dev.tamga.idp.binding.PhoneNumber;
import dev.tamga.idp.limit.Limit;
import dev.tamga.idp.limit.Limits;
import dev.tamga.idp.mail.MailAddress;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.upload.Document;
import dev.tamga.idp.upload.Fault;
import dev.tamga.idp.upload.Sent;
import dev.tamga.idp.upload.UploadFolder;
import dev.tamga.idp.upload.UploadFolder.Stored;
import dev.tamga.idp.upload.Uploads;

/**
 * Files a request: judges its files, writes them, then the row. Files come first, so that whatever goes wrong between
 * the two leaves files without a row, which are deleted, and never a row without its files.
 */
public final class Filing {
    private static final int ATTEMPTS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Filing.class);

    private final Jdbi jdbi;
    private final RequestStore requests;
    private final FileStore files;
    private final Claims claims;
    private final Keeping keeping;
    private final Setting setting;

    /** Where files go, and who is told: the applicant by mail, the subject on the pages of each of its keys. */
    public record Keeping(Uploads uploads, UploadFolder folder, ResultMail mail, KeyNotices notices) {}

    /** What else it needs. */
    public record Setting(Audit audit, SecureRandom random, Clock clock, Limits limits) {}

    public Filing(Jdbi jdbi, Claims claims, Keeping keeping, Setting setting) {
        this.jdbi = jdbi;
        this.requests = new RequestStore(jdbi);
        this.files = new FileStore(jdbi);
        this.claims = claims;
        this.keeping = keeping;
        this.setting = setting;
    }

    /**
     * What a browser sent.
     *
     * @param token of the form: 256 random bits
     */
    record Submission(Kind kind, String token, Form form, Map<Purpose, Sent> files, Locale locale) {}

    /** What came of it. */
    sealed interface Outcome {
        /** Now, or by an earlier click. */
        record Filed() implements Outcome {}

        /** @param errors message keys by field */
        record Invalid(Map<String, String> errors) implements Outcome {}

        /** Nothing was filed: too many requests came with this address of mail. */
        record TooMany(Duration pause) implements Outcome {}

        /** Nothing was filed: the files could not be written. */
        record NotStored() implements Outcome {}
    }

    Form form(Kind kind, Function<String, String> sent) {
        return claims.form(kind, sent);
    }

    Outcome file(Submission submission) {
        byte[] formHash = Hash.sha256(submission.token());
        if (requests.findByForm(formHash).isPresent()) {
            return new Outcome.Filed();
        }
        Map<String, String> errors = submission.form().errors();
        Map<Purpose, Document> documents = new LinkedHashMap<>();
        keeping.uploads().judge(submission.files()).forEach((purpose, judged) -> {
            switch (judged) {
                case Uploads.Judged.Clean clean -> documents.put(purpose, clean.document());
                case Uploads.Judged.Refused refused -> errors.put(purpose.word(), refused.fault().message());
            }
        });
        submission.kind().required().stream()
                .filter(purpose -> !submission.files().containsKey(purpose))
                .forEach(purpose -> errors.put(purpose.word(), Fault.EMPTY.message()));
        return errors.isEmpty() ? count(submission, formHash, documents) : new Outcome.Invalid(errors);
    }

    /** By the address that gets the mail. Not by the company, or anybody could use up its count. */
    private Outcome count(Submission submission, byte[] formHash, Map<Purpose, Document> documents) {
        String address = MailAddress.of(submission.form().get(Field.CONTACT_EMAIL)).orElseThrow().mailbox();
        return setting.limits().count(Limit.UNBINDING_REQUESTS, address)
                .<Outcome>map(Outcome.TooMany::new)
                .orElseGet(() -> store(submission, formHash, documents));
    }

    /** Counts a question for a number, whether there is such a request or not. @return how long to wait */
    Optional<Duration> countLookup(RequestNumber number) {
        return setting.limits().count(Limit.STATUS_LOOKUPS, number.value());
    }

    private Outcome store(Submission submission, byte[] formHash, Map<Purpose, Document> documents) {
        List<Stored> stored;
        try {
            stored = keeping.folder().write(List.copyOf(documents.values()));
        } catch (IOException e) {
            LOG.error("an unbinding request could not be filed: the upload folder cannot be written: {}", e.toString());
            return new Outcome.NotStored();
        }
        List<Purpose> purposes = List.copyOf(documents.keySet());
        List<Attached> attached = IntStream.range(0, stored.size())
                .mapToObj(i -> new Attached(purposes.get(i), stored.get(i)))
                .toList();
        boolean filed = false;
        try {
            filed = insertOnce(request(submission), formHash, attached);
        } finally {
            if (!filed) {
                keeping.folder().delete(stored.stream().map(Stored::name).toList());
            }
        }
        return new Outcome.Filed();
    }

    /** Who waits for another click's row until the database gives up looks again, and then finds it. */
    private boolean insertOnce(Request request, byte[] formHash, List<Attached> attached) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(handle -> insert(request, formHash, attached));
            } catch (JdbiException e) {
                if (requests.findByForm(formHash).isPresent()) {
                    return false;
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Request request(Submission submission) {
        Form form = submission.form();
        Claimed claimed = claims.claimed(submission.kind(), form);
        Contact contact = new Contact(
                form.find(Field.CONTACT_NAME).orElse(claimed.name()),
                PhoneNumber.of(form.get(Field.CONTACT_PHONE)).orElseThrow().value(),
                MailAddress.of(form.get(Field.CONTACT_EMAIL)).orElseThrow().value());
        Optional<Bound> bound = claims.find(claimed).map(key -> new Bound(key.subjectId(), key.keyId()));
        return new Request(
                RequestNumber.next(setting.random()), Request.State.FILED, claimed, contact, form.get(Field.REASON),
                submission.locale(), bound, setting.clock().instant(), Optional.empty());
    }

    /** @return false if another click was faster */
    private boolean insert(Request request, byte[] formHash, List<Attached> attached) {
        if (!requests.insert(request, formHash)) {
            return false;
        }
        files.insert(request.number(), attached);
        keeping.mail().filed(request);
        keeping.notices().tellUnbinding(
                request.bound().map(Bound::subjectId), request.bound().map(Bound::keyId), request.number().end());
        AuditEvent event = AuditEvent.of(AuditEvent.Type.UNBINDING)
                .code("filed")
                .detail("request " + request.number().value());
        setting.audit().record(request.bound().map(bound -> event.subject(bound.subjectId())).orElse(event));
        return true;
    }

    /** What the form with this token became. */
    Optional<Request> filed(String token) {
        return requests.findByForm(Hash.sha256(token));
    }

    /**
     * The request of a number, for whoever knows its contact. An unknown number and a wrong contact are one answer,
     * and cost the same (checklist, row 14): one SELECT, one comparison.
     */
    Optional<Request> find(RequestNumber number, String contact) {
        Optional<Request> found = requests.find(number);
        boolean known = found.map(Request::contact).orElse(Contact.NOBODY).is(contact);
        return found.filter(request -> known);
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpiredFiles() {
        return files.deleteExpired(setting.clock().instant());
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return requests.deleteExpired(setting.clock().instant());
    }

    /** Files that no row names: of a crash, or of a request that is forgotten. */
    public void deleteOrphans() {
        int deleted = keeping.folder().deleteOrphans(files::known);
        if (deleted > 0) {
            LOG.info("{} uploaded files that no request names were deleted", deleted);
        }
    }
}
