package dev.tamga.idp.binding;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.CaId;
import dev.tamga.ca.CertifiedKey;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.HolderName;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.SampleHolders;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestOutbox;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.grant.TokenLifetimes;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.session.NewSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signout.SignOut;

/** Everything about bound keys on one database, with a clock to move and a CA whose revocations are told. */
final class KeyCabinet {
    static final Instant NOW = Instant.parse("2026-11-21T09:05:00Z");

    final MovableClock clock = new MovableClock(NOW);
    final Ids ids = new Ids(new SecureRandom(), clock);
    final Jdbi jdbi;
    final Audit audit;
    final SignInSessions sessions;
    final Registration registration;
    final Subjects subjects;
    final Keys keys;
    final KeyNotices notices;
    final Renewals renewals;
    final Succession succession;
    final IdentityHash identities = new IdentityHash(new byte[32]);
    /** RFC 5280 reasons by key number. */
    final Map<String, Set<Integer>> revoked = new HashMap<>();
    final Set<CaId> numberedByKey = new HashSet<>();

    KeyCabinet(TestDatabase database) {
        this.jdbi = database.jdbi();
        this.audit = new Audit(jdbi, ids, clock, "node-1");
        this.sessions = new SignInSessions(jdbi, ids, clock, new SignInSessions.SessionLimits(
                Duration.ofMinutes(15), Duration.ofHours(12)));
        Grants grants = new Grants(jdbi, audit, ids, clock, new TokenLifetimes(
                Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofHours(12)));
        SignOut signOut = new SignOut(
                jdbi, sessions, grants, new SignOut.Telling(TestOutbox.silent(jdbi, audit, clock), audit));
        this.notices = new KeyNotices(jdbi, ids, clock, ZoneOffset.UTC);
        Keys.Consequences consequences = new Keys.Consequences(signOut, audit, notices);
        this.registration = new Registration(jdbi, audit, ids, clock);
        this.subjects = new Subjects(jdbi);
        this.keys = new Keys(jdbi, consequences, ids, clock);
        this.succession = new Succession(jdbi, consequences, clock);
        this.renewals = new Renewals(
                jdbi,
                new Renewals.Knowledge(
                        numberedByKey::contains,
                        (ca, issuer, number) -> revoked.getOrDefault(number, Set.of()),
                        identities),
                succession,
                clock);
        for (String table : List.of(
                "subject_key", "subject", "audit_event", "ended_key", "key_notice", "pending_rename", "sign_in_session",
                "authorization_grant", "outbox_message")) {
            jdbi.useHandle(handle -> handle.createUpdate("delete from <table>").define("table", table).execute());
        }
    }

    /** A certificate to be varied; BJCA, ends in a year. */
    record Made(
            String ca, HolderKind kind, String name, Optional<String> code, String number, Instant from, Instant until) {
        static Made of(String number) {
            return new Made(
                    "bjca", HolderKind.ENTERPRISE, SampleHolders.NAME, Optional.of(SampleHolders.CREDIT_CODE), number,
                    NOW.minus(Duration.ofDays(365)), NOW.plus(Duration.ofDays(365)));
        }

        Made ca(String other) {
            return new Made(other, kind, name, code, number, from, until);
        }

        Made kind(HolderKind other) {
            return new Made(ca, other, name, code, number, from, until);
        }

        Made name(String other) {
            return new Made(ca, kind, other, code, number, from, until);
        }

        Made code(String other) {
            return new Made(ca, kind, name, Optional.ofNullable(other), number, from, until);
        }

        /** Days from now. */
        Made valid(int fromDays, int untilDays) {
            return new Made(
                    ca, kind, name, code, number, NOW.plus(Duration.ofDays(fromDays)), NOW.plus(Duration.ofDays(untilDays)));
        }

        VerifiedHolder holder() {
            CertifiedKey key = SampleHolders.key(number, ca + name + from, dev.tamga.ca.KeyMedium.HARDWARE);
            return new VerifiedHolder(
                    new CaId(ca), kind, name, HolderName.normalise(name), code, Optional.empty(), Optional.empty(),
                    Optional.empty(),
                    new CertifiedKey(
                            issuer(ca), number, key.certificateHash(), key.spkiHash(), from, until, key.subject(),
                            key.issuer(), key.medium()));
        }

        private static String issuer(String ca) {
            return (ca.equals("bjca") ? "ab" : "cd").repeat(32);
        }
    }

    /** As the primary key of a new subject, or of one that has no key any more. */
    Optional<Refusal> bind(Made certificate) {
        Binding binding = new EnterpriseBinding("150100"::equals, Forms.CAS);
        BindingForm form = Forms.enterprise(certificate.number())
                .with("subject_name", certificate.name())
                .with("unified_social_credit_code", certificate.code().orElseThrow())
                .with("enterprise_key_confirmed", "true")
                .read(binding);
        return switch (binding.decide(form, certificate.holder())) {
            case Binding.Decision.Register register -> registration.register(register.applicant());
            case Binding.Decision.TurnAway away -> Optional.of(away.refusal());
            case Binding.Decision.Correct correct -> throw new AssertionError(correct.toString());
        };
    }

    /** As a secondary key beside the primary one. */
    Optional<Refusal> add(Made certificate) {
        return keys.add(primary(), new Keys.Addition(certificate.holder(), "5303201712015299", Optional.of("投标部")));
    }

    String subjectId() {
        return jdbi.withHandle(handle -> handle.createQuery("select id from subject").mapTo(String.class).one());
    }

    List<SubjectKey> list() {
        return subjects.listKeys(subjectId());
    }

    SubjectKey primary() {
        return list().stream().filter(SubjectKey::isPrimary).findFirst().orElseThrow();
    }

    SubjectKey key(String number) {
        return list().stream().filter(key -> key.keyNumber().equals(number)).findFirst().orElseThrow();
    }

    /** @return how many sessions of a key did not end */
    int living(SubjectKey key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from sign_in_session where key_id = :key and ended_at is null")
                .bind("key", key.id())
                .mapTo(Integer.class)
                .one());
    }

    void signIn(SubjectKey key) {
        sessions.start(new NewSession(
                key.subject().id(), key.id(), key.ca(), List.of("pop"), HolderKind.ENTERPRISE, Optional.empty(),
                Optional.empty()));
    }

    List<String> events() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select event, coalesce(code, 'ok'), coalesce(key_number, '-') from audit_event order by id")
                .map((row, context) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                .list());
    }
}
