package dev.tamga.idp.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.yaml.YamlFault;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/**
 * Brings the platforms of a folder into the database at start: those whose id it does not know yet. What it knows, it owns:
 * later edits of the file are not read.
 */
public final class PlatformImport {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformImport.class);

    private final Jdbi jdbi;
    private final PlatformStore store;
    private final Ids ids;
    private final Clock clock;

    public PlatformImport(Jdbi jdbi, Ids ids, Clock clock) {
        this.jdbi = jdbi;
        this.store = new PlatformStore(jdbi);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param variables gives an environment variable's value, null where it is not set
     * @throws YamlFault for the first file that is wrong: nothing was imported then
     */
    public void run(Path folder, UnaryOperator<String> variables, boolean relaxedPkceAllowed) {
        List<PlatformFile> files = new ArrayList<>();
        for (Path file : files(folder)) {
            PlatformFile read = PlatformFile.read(file, variables);
            if (read.platform().pkce() == Platform.Pkce.OPTIONAL && !relaxedPkceAllowed) {
                throw new YamlFault(file + ": pkce: optional is accepted in the conformance profile alone");
            }
            files.add(read);
        }
        Map<String, Platform> known = store.list();
        files.stream().filter(file -> !known.containsKey(file.platform().id())).forEach(this::insert);
        files.stream()
                .map(PlatformFile::platform)
                .filter(platform -> known.containsKey(platform.id()) && !platform.equals(known.get(platform.id())))
                .forEach(platform -> LOG.warn("platform {}: {}/{}.yml differs from the database, which owns it since its"
                        + " first import; the file is not read", platform.id(), folder, platform.id()));
    }

    private void insert(PlatformFile file) {
        Platform platform = file.platform();
        try {
            jdbi.useTransaction(handle -> insertBoth(file));
            LOG.info("platform {} imported ({})", platform.id(), platform.state());
        } catch (UnableToExecuteStatementException e) {
            // Two nodes that start at once on an empty database read the same files.
            if (!(e.getCause() instanceof SQLIntegrityConstraintViolationException)) {
                throw e;
            }
            LOG.info("platform {} was imported by another node", platform.id());
        }
    }

    private void insertBoth(PlatformFile file) {
        store.insert(file.platform(), clock.instant());
        file.clientSecret().ifPresent(secret -> store.insertSecret(
                new PlatformStore.NewSecret(
                        ids.next(), file.platform().id(), Hash.sha256(secret), Optional.empty()),
                clock.instant()));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> path.toString().endsWith(".yml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a folder with one <client_id>.yml a platform", e);
        }
    }
}
