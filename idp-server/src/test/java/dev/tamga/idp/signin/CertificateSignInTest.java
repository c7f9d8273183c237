package dev.tamga.idp.signin;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.KeyMedium;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.SampleHolders;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestLimits;
import dev.tamga.idp.TestMaster;
import dev.tamga.idp.TestOutbox;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.BoundKeys.BoundKey;
import dev.tamga.idp.signin.CertificateSignIn.Outcome;
import dev.tamga.idp.signout.SignOut;
import dev.tamga.idp.web.Issuer;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class CertificateSignInTest {
    private static final byte[] BROWSER = Hash.sha256("browser");
    private static final int MOST_FAILURES = 3;
    private static TestDatabase database;

    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T09:05:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);
    private final Challenges challenges = new Challenges(
            new Challenges.Secrets(TestMaster.key(1), new SecureRandom()), new SpentJti(jdbi, clock),
            new Issuer(URI.create("http://localhost:9000")), new Challenges.Moment(clock, Duration.ofMinutes(5)));
    private VerifiedHolder holder = SampleHolders.enterprise("1A10");
    private Optional<BoundKey> bound = Optional.of(key(false));

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void forgetWhatHappened() {
        jdbi.useHandle(handle -> handle.execute("delete from audit_event"));
        jdbi.useHandle(handle -> handle.execute("delete from sign_in_session"));
        jdbi.useHandle(handle -> handle.execute("delete from counted_attempt"));
    }

    @Test
    void aBoundKeyStartsASessionAndIsAudited() {
        Outcome outcome = signIn(proof());

        assertThat(outcome).isInstanceOfSatisfying(
                Outcome.SignedIn.class, in -> assertThat(in.token()).hasSize(43));
        assertThat(events()).containsExactly("sign-in null subject-1 bjca 1A10");
        assertThat(count("sign_in_session")).isEqualTo(1);
    }

    @Test
    void aSignInSpendsTheChallengeTellsTheAuditAndStartsTheSessionInThreeStatementsBesideTheLookUp() {
        assertThat(statementsOf(proof())).containsExactly("insert", "insert", "insert");
    }

    @Test
    void whoeverIsTurnedAwayWithAGoodKeyCostsTheSameStatementsWhetherTheKeyIsKnownOrNot() {
        bound = Optional.empty();
        List<String> unknown = statementsOf(proof());
        bound = Optional.of(key(true));
        List<String> known = statementsOf(proof());

        assertThat(unknown).isEqualTo(known).containsExactly("insert", "select", "insert", "insert");
    }

    private List<String> statementsOf(String proof) {
        List<String> statements = Collections.synchronizedList(new ArrayList<>());
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.add(context.getRawSql().strip().split("\\s+")[0]);
            }
        });
        signIn(proof);
        jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return statements;
    }

    @Test
    void theSessionSaysWhichMediumTheCaVouchedFor() {
        assertThat(CertificateSignIn.amr(KeyMedium.HARDWARE)).containsExactly("pop", "hwk");
        assertThat(CertificateSignIn.amr(KeyMedium.SOFTWARE)).containsExactly("pop", "swk");
        assertThat(CertificateSignIn.amr(KeyMedium.UNKNOWN)).containsExactly("pop");
    }

    @Test
    void anUnboundKeyIsTurnedAwayWithTheCodeInTheAudit() {
        bound = Optional.empty();

        assertThat(code(signIn(proof()))).isEqualTo("not-bound");
        assertThat(events()).containsExactly("sign-in not-bound null bjca 1A10");
        assertThat(count("sign_in_session")).isZero();
    }

    @Test
    void aKeyThatIsTurnedAwayTooOftenIsToldToWaitAndStillSignsInOnceItIsBound() {
        bound = Optional.empty();
        for (int i = 0; i < MOST_FAILURES; i++) {
            assertThat(code(signIn(proof()))).isEqualTo("not-bound");
        }
        Outcome.TurnedAway away = (Outcome.TurnedAway) signIn(proof());
        assertThat(away.refusal()).isInstanceOfSatisfying(Refusal.RateLimited.class, limited ->
                assertThat(limited.retryAfter()).contains(Duration.ofMinutes(10)));
        assertThat(events()).contains("sign-in rate-limited null bjca 1A10");
        bound = Optional.of(key(false));

        assertThat(code(signIn(proof()))).isEqualTo("signed-in");
    }

    @Test
    void whoeverHasACertificateAloneCannotUseUpWhatItsKeyMay() {
        Proofs stranger = new Proofs(challenges, (proof, expected) -> new Verification.Rejected(
                new Refusal.SignatureInvalid("another key's"), Optional.of(new CaId("bjca"))));
        for (int i = 0; i <= MOST_FAILURES; i++) {
            assertThat(code(signIn(stranger, proof()))).isEqualTo("signature-invalid");
        }
        bound = Optional.empty();

        assertThat(code(signIn(proof()))).isEqualTo("not-bound");
    }

    @Test
    void aFrozenKeyIsTurnedAway() {
        bound = Optional.of(key(true));

        assertThat(code(signIn(proof()))).isEqualTo("key-frozen");
        assertThat(events()).containsExactly("sign-in key-frozen subject-1 bjca 1A10");
    }

    @Test
    void aLegalRepresentativesKeyNeverSignsInAsTheEnterprise() {
        holder = SampleHolders.legalRepresentative("1A10");

        assertThat(code(signIn(proof()))).isEqualTo("legal-representative-key");
    }

    @Test
    void aRefusedCertificateNamesItsCaForTheServiceLine() {
        Proofs proofs = new Proofs(challenges, (proof, expected) ->
                new Verification.Rejected(new Refusal.Revoked("keyCompromise"), Optional.of(new CaId("bjca"))));

        Outcome outcome = signIn(proofs, proof());

        assertThat(code(outcome)).isEqualTo("revoked");
        assertThat(((Outcome.TurnedAway) outcome).ca()).contains(new CaId("bjca"));
        assertThat(events()).containsExactly("sign-in revoked null bjca null");
    }

    @Test
    void aReplayedProofIsAnUnknownChallengeAndStartsNoSession() {
        String proof = proof();
        signIn(proof);

        assertThat(code(signIn(proof))).isEqualTo("challenge-unknown");
        assertThat(count("sign_in_session")).isEqualTo(1);
        assertThat(events()).containsExactlyInAnyOrder(
                "sign-in null subject-1 bjca 1A10", "sign-in challenge-unknown null bjca 1A10");
    }

    @Test
    void ofFiftyParallelProofsOfOneChallengeExactlyOneStartsASession() throws Exception {
        String proof = proof();

        List<Outcome> outcomes = Race.run(50, i -> () -> signIn(proof));

        assertThat(outcomes).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> code(outcome).equals("challenge-unknown")).hasSize(49);
        assertThat(count("sign_in_session")).isEqualTo(1);
    }

    @Test
    void aRefusedProofSpendsItsChallengeToo() {
        String proof = proof();
        bound = Optional.empty();
        signIn(proof);
        bound = Optional.of(key(false));

        assertThat(code(signIn(proof))).isEqualTo("challenge-unknown");
    }

    @Test
    void aBrowserWithoutACookieHasNoChallenge() {
        Outcome outcome = signIns(proofs()).signIn(new Proofs.Posted(proof(), Map.of(), Optional.empty()), Optional.empty());

        assertThat(code(outcome)).isEqualTo("challenge-unknown");
    }

    @Test
    void aProofBeyondTheLimitIsRefusedUnread() {
        assertThat(code(signIn("x".repeat(1_500_000)))).isEqualTo("certificate-too-large");
    }

    @Test
    void lettingInByGraceIsMarkedInTheAudit() {
        Outcome outcome = signIn(
                new Proofs(challenges, (proof, expected) ->
                        new Verification.Accepted(holder, Optional.of("bjca-outage"))),
                proof());

        assertThat(code(outcome)).isEqualTo("signed-in");
        assertThat(events()).singleElement().asString().startsWith("sign-in revocation-grace");
        String detail = jdbi.withHandle(handle -> handle.createQuery("select detail from audit_event")
                .mapTo(String.class).one());
        assertThat(detail).isEqualTo("grace bjca-outage");
    }

    @Test
    void aHolderThatNoTableCanHoldIsUnidentified() {
        holder = SampleHolders.enterprise("A".repeat(65));

        assertThat(code(signIn(proof()))).isEqualTo("holder-unidentified");
    }

    private Outcome signIn(String proof) {
        return signIn(proofs(), proof);
    }

    private Outcome signIn(Proofs proofs, String proof) {
        return signIns(proofs).signIn(new Proofs.Posted(proof, Map.of(), Optional.of(BROWSER)), Optional.empty());
    }

    private Proofs proofs() {
        return new Proofs(challenges, (proof, expected) -> proof.text().equals(expected.text())
                ? new Verification.Accepted(holder)
                : new Verification.Rejected(new Refusal.WrongOrigin(proof.text()), Optional.empty()));
    }

    private CertificateSignIn signIns(Proofs proofs) {
        SignInSessions sessions = new SignInSessions(jdbi, ids, clock, new SignInSessions.SessionLimits(
                Duration.ofMinutes(15), Duration.ofHours(12)));
        Audit audit = new Audit(jdbi, ids, clock, "node-1");
        SignOut signOut = new SignOut(jdbi, sessions, new Grants(jdbi, audit, ids, clock, null),
                new SignOut.Telling(TestOutbox.silent(jdbi, audit, clock), audit));
        return new CertificateSignIn(
                proofs, keys(), new CertificateSignIn.Writing(jdbi, sessions, signOut, audit),
                TestLimits.keyFailures(jdbi, clock, MOST_FAILURES));
    }

    private BoundKeys keys() {
        return asked -> bound;
    }

    private String proof() {
        var issued = challenges.issue(Purpose.SIGN_IN, BROWSER);
        return ProofReader.write(new SignInProof(
                new byte[] {0x30}, challenges.expected(issued, Map.of()).text(), new byte[] {0x30}));
    }

    private static BoundKey key(boolean frozen) {
        return new BoundKey(
                "key-1", "subject-1", SampleHolders.NAME, new CaId("bjca"), "1A10", "5303201712015217",
                SampleHolders.NOT_BEFORE, SampleHolders.NOT_AFTER,
                frozen ? BoundKeys.Standing.FROZEN : BoundKeys.Standing.BOUND);
    }

    private List<String> events() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select event, code, subject_id, ca_id, key_number from audit_event")
                .map((row, context) -> String.join(" ", row.getString(1), row.getString(2) + "",
                        (row.getString(3) + "").strip(), row.getString(4) + "", row.getString(5) + ""))
                .list());
    }

    private int count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from <table>")
                .define("table", table)
                .mapTo(Integer.class)
                .one());
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.TurnedAway away ? away.refusal().code() : "signed-in";
    }
}
