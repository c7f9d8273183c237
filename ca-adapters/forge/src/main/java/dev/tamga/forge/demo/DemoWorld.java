package dev.tamga.forge.demo;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.Pem;
import dev.tamga.forge.RevocationReason;

/**
 * The demo CAs and keys below a demo folder: {@code keys/<name>.p12}, {@code .pem} (the two
 * certificates) and {@code .properties} (label, medium number, seals),
 * {@code ca/<id>/{anchors,intermediates}.pem}, and the CAs' own keys in {@code forge/}. Forged once, then reused;
 * deleting the folder starts afresh.
 */
public final class DemoWorld {
    /** The PIN of every demo key. */
    public static final String PIN = DemoForge.PIN;

    /** The not-yet-valid key starts 30 days after its forging and is forged again in time. */
    private static final Duration STALE = Duration.ofDays(20);

    private final Path folder;
    private final Clock clock;
    private final List<DemoIssuer> issuers;

    private DemoWorld(Path folder, Clock clock, List<DemoIssuer> issuers) {
        this.folder = folder;
        this.clock = clock;
        this.issuers = issuers;
    }

    /**
     * Opens the world, forging it where it is missing or only half there.
     *
     * @param host and port where the certificates say that CRLs and OCSP answers are
     * @throws IOException if files cannot be written, or the world was forged for another host or port
     */
    public static DemoWorld open(Path demoDir, Clock clock, String host, int port) throws IOException {
        Files.createDirectories(demoDir);
        Path lock = demoDir.resolve("forge.lock");
        // Two launchers at once: the second waits and then finds the first one's world.
        try (FileChannel channel =
                        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Path marker = demoDir.resolve("forge/world.properties");
            if (!held.isValid() || !Files.exists(marker)) {
                forge(demoDir, clock.instant(), host, port);
            }
            Properties world = read(marker);
            checkAddress(marker, world, host + ":" + port);
            DemoWorld opened = new DemoWorld(demoDir, clock, issuers(demoDir, host, port));
            opened.renew(Instant.parse(world.getProperty("not-yet-valid-forged-at")));
            return opened;
        }
    }

    /** Where the p12 files are. */
    public Path keysFolder() {
        return folder.resolve("keys");
    }

    /** Where {@code <id>/anchors.pem} and {@code intermediates.pem} are. */
    public Path caFolder() {
        return folder.resolve("ca");
    }

    /** All demo keys, the bound ones first. */
    public List<DemoKey> keys() {
        return DemoKeys.list();
    }

    /** Lists both certificates of a demo key as revoked from now on. */
    public void revoke(String keyName, RevocationReason reason) throws IOException {
        Revocations.Entry entry =
                new Revocations.Entry(clock.instant().truncatedTo(ChronoUnit.SECONDS), reason);
        for (BigInteger serial : serials(keyName)) {
            revocations(key(keyName).ca()).add(serial, entry);
        }
    }

    /** Takes a demo key off the lists again: a suspension that was lifted. */
    public void restore(String keyName) throws IOException {
        for (BigInteger serial : serials(keyName)) {
            revocations(key(keyName).ca()).remove(serial);
        }
    }

    Clock clock() {
        return clock;
    }

    List<DemoIssuer> issuers() {
        return issuers;
    }

    Revocations revocations(DemoCa ca) {
        return new Revocations(new DemoForge(folder, clock.instant()).revocationsOf(ca));
    }

    private DemoKey key(String name) {
        return keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no demo key is called " + name));
    }

    private List<BigInteger> serials(String keyName) throws IOException {
        String pem = Files.readString(keysFolder().resolve(key(keyName).name() + ".pem"));
        return Pem.read("CERTIFICATE", pem).stream()
                .map(der -> ForgedCertificate.of(der, null, null).serial())
                .toList();
    }

    /** Everything is forged beside and moved into place file by file, the marker last. */
    private static void forge(Path demoDir, Instant now, String host, int port) throws IOException {
        removeDrafts(demoDir);
        Path draft = Files.createTempDirectory(demoDir, ".forging-");
        new DemoForge(draft, now).forge(host, port);
        for (Path file : files(draft)) {
            Path target = demoDir.resolve(draft.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        for (DemoKey key : DemoKeys.list()) {
            // A new key starts with all its PIN tries.
            Files.deleteIfExists(demoDir.resolve("keys").resolve(key.name() + ".tries"));
        }
        writeMarker(demoDir, host + ":" + port, now);
        removeDrafts(demoDir);
    }

    private static void writeMarker(Path demoDir, String address, Instant now) throws IOException {
        String text = "address=" + address + "\nnot-yet-valid-forged-at=" + now + "\n";
        WholeFile.write(demoDir.resolve("forge/world.properties"), text.getBytes(StandardCharsets.UTF_8));
    }

    private void renew(Instant forgedAt) throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(forgedAt.plus(STALE))) {
            return;
        }
        for (DemoKey key : keys()) {
            if (key.validity() == DemoKey.Validity.NOT_YET_VALID) {
                new DemoForge(folder, now).forge(key, issuers.get(key.ca().ordinal()));
            }
        }
        writeMarker(folder, read(folder.resolve("forge/world.properties")).getProperty("address"), now);
    }

    private static List<DemoIssuer> issuers(Path demoDir, String host, int port) throws IOException {
        List<DemoIssuer> issuers = new ArrayList<>();
        for (DemoCa ca : DemoCa.values()) {
            Path keys = demoDir.resolve("forge").resolve(ca.folder());
            issuers.add(DemoIssuer.read(ca, ca.layout(host, port), keys));
        }
        return List.copyOf(issuers);
    }

    private static void checkAddress(Path marker, Properties world, String expected) throws IOException {
        String forged = world.getProperty("address");
        if (!expected.equals(forged)) {
            throw new IOException(marker + ": the demo certificates name " + forged + " for their CRLs; expected "
                    + expected + ". Start with the old port, or delete the demo folder to forge new ones");
        }
    }

    private static void removeDrafts(Path demoDir) throws IOException {
        try (Stream<Path> entries = Files.list(demoDir)) {
            for (Path draft : entries.filter(path -> path.getFileName().toString().startsWith(".forging-"))
                    .toList()) {
                try (Stream<Path> inside = Files.walk(draft)) {
                    for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    private static List<Path> files(Path draft) throws IOException {
        try (Stream<Path> inside = Files.walk(draft)) {
            return inside.filter(Files::isRegularFile).toList();
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
