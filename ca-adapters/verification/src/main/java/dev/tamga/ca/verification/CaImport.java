package dev.tamga.ca.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tamga.ca.CaId;
import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.yaml.StrictYaml;

/**
 * Brings CA certificates into conf/ca. Only what a ca.yml pins is let in, and only if the server would start with it;
 * the files are replaced in one step each.
 */
public final class CaImport {
    private final Path folder;

    /** @param folder conf/ca */
    public CaImport(Path folder) {
        this.folder = folder;
    }

    /**
     * A certificate of the file.
     *
     * @param sha256 upper-case hex, as ca.yml writes it
     * @param ca whose ca.yml pins it; empty where none does
     * @param anchor whether it is its own issuer, and so belongs into anchors.pem
     */
    public record Found(String subject, String sha256, Optional<CaId> ca, boolean anchor) {}

    private record Placed(CertificateView certificate, Optional<Path> caFolder) {
        boolean isAnchor() {
            return certificate.isIssuedBy(certificate);
        }

        String file() {
            return isAnchor() ? "anchors.pem" : "intermediates.pem";
        }
    }

    /**
     * What a file holds; changes nothing.
     *
     * @param pem RFC 7468 text
     * @throws ConfigurationFault if it holds no certificate or one that cannot be read
     */
    public List<Found> inspect(String pem) {
        return place(pem).stream()
                .map(placed -> new Found(
                        placed.certificate().subject().toString(),
                        Hashes.sha256Hex(placed.certificate().der()).toUpperCase(Locale.ROOT),
                        placed.caFolder().map(path -> new CaId(path.getFileName().toString())),
                        placed.isAnchor()))
                .toList();
    }

    /**
     * Adds the certificates to those that are there.
     *
     * @throws ConfigurationFault if one is not pinned, or the server would not start with them; then nothing has
     * changed
     */
    public void add(String pem) {
        List<Placed> all = place(pem);
        for (Placed placed : all) {
            if (placed.caFolder().isEmpty()) {
                throw new ConfigurationFault("\"" + placed.certificate().subject()
                        + "\" is in no ca.yml's known-certificates; expected its SHA-256 there");
            }
        }
        Path trial = copy();
        try {
            all.forEach(placed -> append(placed, trial.resolve(folder.relativize(placed.caFolder().get()))));
            CaDirectory.open(trial);
        } catch (ConfigurationFault e) {
            throw new ConfigurationFault(e.getMessage().replace(trial.toString(), folder.toString()));
        } finally {
            delete(trial);
        }
        // Anchors first: an anchor without its intermediates is a state that the server starts with.
        all.stream().sorted(Comparator.comparing(Placed::file)).forEach(
                placed -> append(placed, placed.caFolder().get()));
    }

    private List<Placed> place(String pem) {
        List<CertificateView> certificates = read(pem);
        // A root of several CAs goes to those whose own certificates are in the file; alone, to all that pin it.
        Set<Path> meant = certificates.stream()
                .map(this::pinnedBy)
                .filter(folders -> folders.size() == 1)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return certificates.stream().flatMap(certificate -> {
            List<Path> pinned = pinnedBy(certificate);
            List<Path> narrowed = pinned.stream().filter(meant::contains).toList();
            List<Path> places = narrowed.isEmpty() ? pinned : narrowed;
            return places.isEmpty()
                    ? Stream.of(new Placed(certificate, Optional.empty()))
                    : places.stream().map(path -> new Placed(certificate, Optional.of(path)));
        }).toList();
    }

    private static List<CertificateView> read(String pem) {
        try {
            Path file = Files.createTempFile("ca-import", ".pem");
            try {
                Files.writeString(file, pem, StandardCharsets.ISO_8859_1);
                return PemFile.read(file);
            } catch (ConfigurationFault e) {
                throw new ConfigurationFault(e.getMessage().replace(file.toString(), "the file"));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> pinnedBy(CertificateView certificate) {
        String hash = Hashes.sha256Hex(certificate.der());
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> Files.exists(path.resolve("ca.yml")))
                    .filter(path -> KnownCertificates.read(StrictYaml.read(path.resolve("ca.yml")))
                            .hashes().contains(hash))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Placed placed, Path caFolder) {
        Path file = caFolder.resolve(placed.file());
        String block = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(placed.certificate().der())
                + "\n-----END CERTIFICATE-----\n";
        try {
            String known = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            String hash = Hashes.sha256Hex(placed.certificate().der());
            boolean there = !known.isEmpty() && PemFile.read(file).stream()
                    .anyMatch(other -> Hashes.sha256Hex(other.der()).equals(hash));
            if (there) {
                return;
            }
            Path fresh = Files.createTempFile(caFolder, placed.file(), ".new");
            Files.writeString(fresh, known + block, StandardCharsets.ISO_8859_1);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ConfigurationFault(file + ": the file cannot be written (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Path copy() {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            Path copy = Files.createTempDirectory("ca-import");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(folder.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
