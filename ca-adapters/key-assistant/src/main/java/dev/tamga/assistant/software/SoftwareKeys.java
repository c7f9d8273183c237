package dev.tamga.assistant.software;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tamga.assistant.device.KeyDevice;
import dev.tamga.assistant.device.UnreadableKey;

/** The software keys of one folder; a folder that does not exist (yet) holds none. */
public final class SoftwareKeys implements KeyDevice {
    private final Path folder;

    public SoftwareKeys(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public List<SoftwareKey> list() {
        List<SoftwareKey> keys = new ArrayList<>();
        for (KeyFiles files : files()) {
            try {
                keys.add(read(files));
            } catch (UnreadableFile e) {
                // Listed by unreadable().
            }
        }
        return keys;
    }

    @Override
    public List<UnreadableKey> unreadable() {
        List<UnreadableKey> keys = new ArrayList<>();
        for (KeyFiles files : files()) {
            try {
                read(files);
            } catch (UnreadableFile e) {
                keys.add(new UnreadableKey(files.id(), e.getMessage()));
            }
        }
        return keys;
    }

    @Override
    public Optional<SoftwareKey> find(String id) {
        // By comparison with what is there, never by building a path from an id that a page sent.
        for (KeyFiles files : files()) {
            if (files.id().equals(id)) {
                try {
                    return Optional.of(read(files));
                } catch (UnreadableFile e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Makes a key listable whose certificates are hidden behind its PIN: writes {@code name.pem} from its PKCS#12.
     * Counts as a try; nothing happens to a key that is listable.
     *
     * @return whether the key is listable now
     */
    public boolean reveal(String id, char[] pin) {
        for (KeyFiles files : files()) {
            if (files.id().equals(id)
                    && find(id).isEmpty()
                    && PinCheck.open(files, pin) instanceof PinCheck.Open open) {
                write(files, new ShownCertificates(open.key().signing(), open.key().encryption()));
            }
        }
        return find(id).isPresent();
    }

    private static void write(KeyFiles files, ShownCertificates certificates) {
        try {
            certificates.write(files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + files.pem(), e);
        }
    }

    private static SoftwareKey read(KeyFiles files) throws UnreadableFile {
        OpenedKey.readFile(files.p12());
        return new SoftwareKey(files, KeyCard.read(files), ShownCertificates.read(files));
    }

    private List<KeyFiles> files() {
        List<KeyFiles> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + KeyFiles.ENDING)) {
            files.forEach(file -> found.add(KeyFiles.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        found.sort(Comparator.comparing(KeyFiles::id));
        return found;
    }
}
