package dev.tamga.idp.unbinding;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.ResourceBundleMessageSource;

import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestLimits;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.binding.IdentityHash;
import dev.tamga.idp.binding.KeyNotices;
import dev.tamga.idp.binding.PrimaryKeys;
import dev.tamga.idp.limit.Limits;
import dev.tamga.idp.mail.Letter;
import dev.tamga.idp.mail.Mail;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.upload.Attacks;
import dev.tamga.idp.upload.Document;
import dev.tamga.idp.upload.Sent;
import dev.tamga.idp.upload.UploadFolder;
import dev.tamga.idp.upload.Uploads;

import static org.assertj.core.api.Assertions.assertThat;

/** Filing and deciding when something goes wrong between two steps, or two do the same at once. */
@Tag("database")
final class FilingTest {
    private static final String CREDIT_CODE = "91150302MA77777779";
    private static final Duration KEPT = Duration.ofDays(180);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);
    private final AtomicInteger released = new AtomicInteger();
    private final BlockingQueue<Letter> arrived = new LinkedBlockingQueue<>();
    private boolean keyIsThere = true;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Jdbi jdbi;
    private Mail mail;
    private ResultMail results;
    private Claims claims;
    private Audit audit;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        jdbi = database.jdbi();
        audit = new Audit(jdbi, ids, clock, "node-1");
        mail = new Mail(jdbi, Optional.of(arrived::add), new Mail.Setting(audit, ids, clock, new SecureRandom()));
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        results = new ResultMail(
                mail, messages, ZoneId.of("Asia/Shanghai"), URI.create("https://ca.example/unbinding/status").toString());
        claims = new Claims(new IdentityHash(new byte[32]), new PrimaryKeys(jdbi), CodeExceptions.NONE);
    }

    @AfterEach
    void close() {
        mail.close();
        database.close();
    }

    private Filing filing(Path uploads) {
        return filing(uploads, TestLimits.of(jdbi, clock, 100));
    }

    private Filing filing(Path uploads, Limits limits) {
        return new Filing(
                jdbi, claims, new Filing.Keeping(new Uploads(), new UploadFolder(uploads, ids, clock), results, notices()),
                new Filing.Setting(audit, new SecureRandom(), clock, limits));
    }

    private KeyNotices notices() {
        return new KeyNotices(jdbi, ids, clock, ZoneId.of("Asia/Shanghai"));
    }

    private UnbindingDesk desk() {
        LostKeys keys = new LostKeys() {
            @Override
            public Optional<Successor> findSuccessor(String keyId) {
                return Optional.empty();
            }

            @Override
            public boolean release(String subjectId, String keyId, Instant lostAt) {
                released.incrementAndGet();
                return keyIsThere;
            }
        };
        return new UnbindingDesk(
                jdbi, claims, new UnbindingDesk.Doing(keys, new UploadFolder(folder, ids, clock), results),
                new UnbindingDesk.Setting(audit, clock, KEPT));
    }

    private Filing.Submission submission(String token, Locale locale) {
        return submission(token, locale, "wang@example.cn");
    }

    private Filing.Submission submission(String token, Locale locale, String email) {
        Map<String, String> entered = new HashMap<>(Map.of(
                "subject_name", "乌海市演示有限公司", "unified_social_credit_code", CREDIT_CODE, "contact_name", "王芳",
                "contact_phone", "13800138000", "contact_email", email, "reason", "lost"));
        Map<Purpose, Sent> files = new EnumMap<>(Purpose.class);
        files.put(Purpose.LICENCE, new Sent("a.png", Attacks.picture("png", 10, 10)));
        files.put(Purpose.LETTER, new Sent("b.pdf", Attacks.pdf(1)));
        return new Filing.Submission(Kind.ENTERPRISE, token, claims.form(Kind.ENTERPRISE, entered::get), files, locale);
    }

    private Request filed(Filing filing) {
        String token = ids.secret();
        assertThat(filing.file(submission(token, Locale.SIMPLIFIED_CHINESE))).isInstanceOf(Filing.Outcome.Filed.class);
        return filing.filed(token).orElseThrow();
    }

    private void bind(String keyId) {
        jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into subject (id, kind, name, normalised_name, preferred_username, credit_code, created_at,
                                         updated_at)
                    values (?, 'enterprise', 'n', 'n', 'u', ?, 1, 1)""", "s".repeat(26), CREDIT_CODE);
            handle.execute("""
                    insert into subject_key (id, subject_id, ca_id, issuer_key_id, serial, certificate_hash, spki_hash,
                                             holder_kind, normalised_name, key_number, medium_number, not_before,
                                             not_after, role, created_at)
                    values (?, ?, 'bjca', ?, '1A', ?, ?, 'enterprise', 'n', '1A', 'm', 1, 2, 'primary', 1)""",
                    keyId, "s".repeat(26), "0".repeat(64), new byte[32], new byte[32]);
        });
    }

    private long count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }

    private AtomicInteger countedStatements() {
        AtomicInteger statements = new AtomicInteger();
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        return statements;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenFilesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "in the folder's place");
        assertThat(filing(file.resolve("upload")).file(submission(ids.secret(), Locale.ENGLISH)))
                .isInstanceOf(Filing.Outcome.NotStored.class);
        assertThat(count("unbinding_request") + count("unbinding_file") + count("outbox_mail")).isZero();
    }

    @Test
    void aCrashBetweenFilesAndRowLeavesFilesThatTheNextRunDeletes() throws IOException {
        Filing filing = filing(folder);
        UploadFolder uploads = new UploadFolder(folder, ids, clock);
        Request kept = filed(filing);
        // The process ends here, after the files and before the row.
        uploads.write(List.of(new Document(new byte[] {1}, "pdf")));
        assertThat(files()).hasSize(3);
        filing.deleteOrphans();
        assertThat(files()).as("a request may be under way").hasSize(3);
        clock.move(Duration.ofHours(2));
        filing(folder).deleteOrphans();
        assertThat(files()).hasSize(2);
        assertThat(desk().find(kept.number().value()).orElseThrow().scans())
                .allSatisfy(scan -> assertThat(scan.path()).exists());
    }

    @Test
    void aDecisionWhoseMailWasNotDeliveredYetIsToldByTheNextRun() throws InterruptedException {
        bind("k".repeat(26));
        Request request = filed(filing(folder));
        clock.move(Duration.ofMinutes(5));
        assertThat(desk().approve(request.number().value(), "wang")).isEqualTo(UnbindingDesk.Outcome.DONE);
        // No thread delivers in this test: as if the process had ended right after the commit.
        assertThat(mail.listNewest()).hasSize(2).allSatisfy(sent -> assertThat(sent.deliveredAt()).isEmpty());
        assertThat(mail.listNewest().getFirst().letter().subject())
                .isEqualTo("CA证书解绑申请已通过（" + request.number().shown() + "）");
        assertThat(filing(folder).find(request.number(), "wang@example.cn").orElseThrow().state())
                .isEqualTo(Request.State.APPROVED);
        mail.start();
        assertThat(arrived.poll(20, TimeUnit.SECONDS).subject()).contains("已提交");
        assertThat(arrived.poll(20, TimeUnit.SECONDS).subject()).contains("已通过");
    }

    @Test
    void ofTwentyClicksOneFilesAndOfTwentyOperatorsOneDecides() throws Exception {
        bind("k".repeat(26));
        Filing filing = filing(folder);
        String token = ids.secret();
        Race.run(20, i -> () -> filing.file(submission(token, Locale.ENGLISH)));
        assertThat(count("unbinding_request")).isEqualTo(1);
        assertThat(files()).hasSize(2);
        String number = filing.filed(token).orElseThrow().number().value();
        List<UnbindingDesk.Outcome> outcomes = Race.run(20, i -> () -> i % 2 == 0
                ? desk().approve(number, "wang")
                : desk().refuse(number, "li", "no"));
        assertThat(outcomes).containsOnlyOnce(UnbindingDesk.Outcome.DONE);
        assertThat(count("outbox_mail")).isEqualTo(2);
    }

    @Test
    void aKeyThatIsGoneTakesTheDecisionBack() {
        bind("k".repeat(26));
        Request request = filed(filing(folder));
        keyIsThere = false;
        assertThat(desk().approve(request.number().value(), "wang")).isEqualTo(UnbindingDesk.Outcome.BINDING_CHANGED);
        assertThat(desk().find(request.number().value()).orElseThrow().state()).isEqualTo("filed");
        assertThat(count("outbox_mail")).as("of the filing alone").isEqualTo(1);
    }

    @Test
    void anotherPrimaryKeyThanThatOfTheRequestIsNotEnded() {
        bind("k".repeat(26));
        Request request = filed(filing(folder));
        jdbi.useHandle(handle -> handle.execute("update subject_key set id = ?", "n".repeat(26)));
        assertThat(desk().approve(request.number().value(), "wang")).isEqualTo(UnbindingDesk.Outcome.BINDING_CHANGED);
        assertThat(released).hasValue(0);
    }

    /** Whoever replaced the lost key at the CA and signed in with the new one keeps it. */
    @Test
    void aCertificateThatTookTheLostOnesPlaceMeanwhileIsNotEnded() {
        bind("k".repeat(26));
        Request request = filed(filing(folder));
        clock.move(Duration.ofMinutes(5));
        jdbi.useHandle(handle -> handle.execute("update subject_key set renewed_at = ?", clock.millis()));
        assertThat(desk().find(request.number().value()).orElseThrow().binding())
                .isEqualTo(UnbindingDesk.Binding.CHANGED);
        assertThat(desk().approve(request.number().value(), "wang")).isEqualTo(UnbindingDesk.Outcome.BINDING_CHANGED);
        assertThat(released).hasValue(0);
    }

    /** Or one mailbox is filled from a list of its names. */
    @Test
    void requestsAreCountedByTheMailboxThatGetsTheMail() {
        Filing filing = filing(folder, TestLimits.of(jdbi, clock, 1));
        assertThat(filing.file(submission(ids.secret(), Locale.ENGLISH))).isInstanceOf(Filing.Outcome.Filed.class);
        assertThat(filing.file(submission(ids.secret(), Locale.ENGLISH, "Wang+1@example.cn")))
                .isInstanceOf(Filing.Outcome.TooMany.class);
    }

    @Test
    void whatIsDecidedIsForgottenWithItsFiles() throws IOException {
        Filing filing = filing(folder);
        Request decided = filed(filing);
        Request open = filed(filing);
        assertThat(desk().refuse(decided.number().value(), "wang", "unreadable")).isEqualTo(UnbindingDesk.Outcome.DONE);
        clock.move(KEPT.plusSeconds(1));
        assertThat(filing.deleteExpiredFiles()).isEqualTo(2);
        assertThat(filing.deleteExpired()).isEqualTo(1);
        filing.deleteOrphans();
        assertThat(files()).hasSize(2);
        assertThat(filing.find(open.number(), "13800138000")).isPresent();
    }

    @Test
    void mailsAreWrittenInTheLanguageOfTheForm() {
        filing(folder).file(submission(ids.secret(), Locale.ENGLISH));
        assertThat(mail.listNewest().getFirst().letter()).satisfies(letter -> {
            assertThat(letter.subject()).startsWith("Your unbinding request is filed (");
            assertThat(letter.body()).contains("2026-11-21 09:00 Beijing time", "https://ca.example/unbinding/status")
                    .doesNotContain("lost", "乌海");
        });
    }

    /** Checklist, row 14. */
    @Test
    void anUnknownNumberAndAWrongContactCostTheSame() {
        Filing filing = filing(folder);
        Request request = filed(filing);
        AtomicInteger statements = countedStatements();
        assertThat(filing.find(request.number(), "13900139000")).isEmpty();
        int wrong = statements.getAndSet(0);
        assertThat(filing.find(new RequestNumber("1".repeat(16)), "13900139000")).isEmpty();
        assertThat(statements.getAndSet(0)).isEqualTo(wrong).isEqualTo(1);
        for (String contact : List.of("+8613800138000", "138 0013 8000", "WANG@example.cn")) {
            assertThat(filing.find(request.number(), contact)).as(contact).isPresent();
        }
        for (String contact : List.of("", "-", "王芳", "wang@example.com", "1380013800")) {
            assertThat(filing.find(request.number(), contact)).as(contact).isEmpty();
        }
    }

    /** Whether a company is bound here cannot be found out by filing. */
    @Test
    void filingForABoundAndForAnUnboundCompanyCostsTheSame() {
        AtomicInteger statements = countedStatements();
        Filing filing = filing(folder);
        filing.file(submission(ids.secret(), Locale.ENGLISH));
        int unbound = statements.getAndSet(0);
        bind("k".repeat(26));
        statements.set(0);
        filing.file(submission(ids.secret(), Locale.ENGLISH));
        assertThat(statements.get()).isEqualTo(unbound);
    }
}
