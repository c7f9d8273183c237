package dev.tamga.idp.audit;

import java.util.Optional;

/**
 * One thing that happened. It holds no secret, no token and no identity number.
 *
 * @param code refusal code or outcome, where there is one
 */
public record AuditEvent(
        Type type,
        Optional<String> code,
        Optional<String> subjectId,
        Optional<String> platformId,
        Optional<String> caId,
        Optional<String> keyNumber,
        Optional<String> detail) {

    /** The code of what was let in though the CA did not answer. */
    public static final String GRACE = "revocation-grace";

    /** The kinds of event; the word is stored. */
    public enum Type {
        BINDING("binding"),
        SIGN_IN("sign-in"),
        CONSENT("consent"),
        TOKEN("token"),
        REFRESH("refresh"),
        GRANT_ENDED("grant-ended"),
        /** A platform got a token in its own name. */
        SERVICE_TOKEN("service-token"),
        TOKEN_REVOKED("token-revoked"),
        PLATFORM_SECRET("platform-secret"),
        SIGN_OUT("sign-out"),
        /** A subject changed what is kept of it; the detail names the fields, never the values. */
        SUBJECT_CHANGED("subject-changed"),
        /** A subject downloaded all that is kept of it. */
        DATA_DOWNLOADED("data-downloaded"),
        /** A platform was not told of a sign-out in 24 hours. */
        LOGOUT_UNDELIVERED("logout-undelivered"),
        /** A request to end a binding whose key is lost, and its decision. */
        UNBINDING("unbinding"),
        /** A mail was not delivered in 24 hours. */
        MAIL_UNDELIVERED("mail-undelivered"),
        KEY_ADDED("key-added"),
        /** What its owner calls it. */
        KEY_LABELLED("key-labelled"),
        /** 挂失. */
        KEY_FROZEN("key-frozen"),
        KEY_UNFROZEN("key-unfrozen"),
        KEY_REMOVED("key-removed"),
        /** Ended by an approved unbinding. */
        KEY_RELEASED("key-released"),
        KEY_MADE_PRIMARY("key-made-primary"),
        /** A certificate took the place of an earlier one of the same holder. */
        KEY_RENEWED("key-renewed"),
        /** The holder confirmed the name of a new certificate. */
        NAME_CHANGED("name-changed"),
        /** Something that an operator did. */
        OPERATION("operation");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static AuditEvent of(Type type) {
        return new AuditEvent(type, none(), none(), none(), none(), none(), none());
    }

    public AuditEvent code(String value) {
        return new AuditEvent(type, Optional.of(value), subjectId, platformId, caId, keyNumber, detail);
    }

    public AuditEvent subject(String value) {
        return new AuditEvent(type, code, Optional.of(value), platformId, caId, keyNumber, detail);
    }

    public AuditEvent platform(String value) {
        return new AuditEvent(type, code, subjectId, Optional.of(value), caId, keyNumber, detail);
    }

    public AuditEvent key(String ca, String number) {
        return new AuditEvent(type, code, subjectId, platformId, Optional.of(ca), Optional.of(number), detail);
    }

    public AuditEvent ca(String value) {
        return new AuditEvent(type, code, subjectId, platformId, Optional.of(value), keyNumber, detail);
    }

    /** For operators; at most 500 characters are kept. */
    public AuditEvent detail(String value) {
        String kept = value.substring(0, Math.min(value.length(), 500));
        return new AuditEvent(type, code, subjectId, platformId, caId, keyNumber, Optional.of(kept));
    }

    /**
     * Marks what was let in though the CA did not answer: the code {@code revocation-grace}, the grace's name as detail.
     *
     * @param name empty where the CA answered
     */
    public AuditEvent grace(Optional<String> name) {
        return name.map(given -> code(GRACE).detail("grace " + given)).orElse(this);
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
