package dev.tamga.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The platform's accounts in a small file: subject, what was confirmed (a digest), and since when. */
final class Accounts {

    /** One activated account. */
    record Account(String subject, String confirmed, Instant since) {
    }

    private final Path file;
    private final Map<String, Account> accounts = new TreeMap<>();

    private Accounts(Path file) {
        this.file = file;
    }

    static Accounts open(Path file) throws IOException {
        Accounts accounts = new Accounts(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] parts = line.split(" ");
                accounts.accounts.put(parts[0], new Account(parts[0], parts[1], Instant.parse(parts[2])));
            }
        }
        return accounts;
    }

    synchronized Optional<Account> find(String subject) {
        return Optional.ofNullable(accounts.get(subject));
    }

    /** Activates the account, or notes that changed data was confirmed; the activation day stays. */
    synchronized void confirm(String subject, String digest, Instant now) throws IOException {
        Instant since = find(subject).map(Account::since).orElse(now);
        accounts.put(subject, new Account(subject, digest, since));
        StringBuilder text = new StringBuilder();
        accounts.values().forEach(a -> text.append(a.subject()).append(' ').append(a.confirmed()).append(' ')
                .append(a.since()).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
