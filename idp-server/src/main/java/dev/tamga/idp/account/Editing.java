package dev.tamga.idp.account;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tamga.idp.binding.OwnForm;
import dev.tamga.idp.binding.OwnRecords;
import dev.tamga.idp.binding.Subject;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.session.SignInSession;

/** Saves what the subject changed, unless somebody else saved since its form was filled. */
public final class Editing {
    /** The hidden field with the {@code updated_at} that the form was filled from. */
    static final String SEEN = "seen";

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");

    private final Subjects subjects;
    private final OwnRecords records;

    public Editing(Subjects subjects, OwnRecords records) {
        this.subjects = subjects;
        this.records = records;
    }

    /** What a browser sent. @param seen milliseconds, unchecked */
    record Sent(Subject.Kind kind, OwnForm form, String seen) {}

    /** What came of it. */
    sealed interface Outcome {
        record Saved() implements Outcome {}

        /** @param errors message keys by field; @param subject as it is stored */
        record Invalid(Map<String, String> errors, Subject subject) implements Outcome {}

        /** @param by the subject as somebody else left it */
        record Overtaken(Subject by) implements Outcome {}
    }

    Subject get(SignInSession session) {
        return subjects.find(session.subjectId())
                .orElseThrow(() -> new IllegalStateException("a session without its subject"));
    }

    Sent read(SignInSession session, Map<String, String[]> parameters) {
        Subject.Kind kind = get(session).kind();
        String seen = Arrays.stream(parameters.getOrDefault(SEEN, new String[0])).findFirst().orElse("");
        return new Sent(kind, OwnForm.read(kind, parameters), seen);
    }

    /** A second click finds what the first one saved: that is saved, too. */
    Outcome save(SignInSession session, Sent sent) {
        Subject stored = get(session);
        Map<String, String> errors = sent.form().errors();
        if (!errors.isEmpty()) {
            return new Outcome.Invalid(errors, stored);
        }
        if (sent.form().differences(stored).isEmpty()) {
            return new Outcome.Saved();
        }
        boolean saved = isSeen(stored, sent.seen())
                && records.save(stored, sent.form(), session.ca().value(), session.keyNumber());
        return saved ? new Outcome.Saved() : new Outcome.Overtaken(get(session));
    }

    private static boolean isSeen(Subject stored, String seen) {
        return MILLISECONDS.matcher(seen).matches() && Long.parseLong(seen) == stored.updatedAt().toEpochMilli();
    }
}
