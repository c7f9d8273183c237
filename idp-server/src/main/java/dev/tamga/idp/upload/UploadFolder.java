package dev.tamga.idp.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/**
 * Where documents lie: outside of everything that is served, under names of ours, readable by the server's user alone.
 * A file is on the disk before a row names it; whatever crash leaves without a row is deleted an hour later.
 */
public final class UploadFolder {
    /** Far longer than a request may take from its files to its row. */
    private static final Duration ORPHANED = Duration.ofHours(1);
    private static final int BATCH = 500;
    /** Left to the database, which may lie on the same disk: strangers do not fill it. */
    private static final long RESERVE = 512L << 20;
    private static final Pattern NAME = Pattern.compile("[2-7a-z]{26}\\.(pdf|jpg|png)");
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

    private final Path folder;
    private final Disk disk;
    private final Ids ids;
    private final Clock clock;

    /** Writes a new file; a test has it fail. */
    interface Disk {
        void write(Path file, byte[] content) throws IOException;

        /** Bytes that are free in an existing folder. */
        default long free(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }
    }

    /** @param name what a row keeps */
    public record Stored(String name, long bytes, byte[] sha256) {}

    public UploadFolder(Path folder, Ids ids, Clock clock) {
        this(folder, UploadFolder::create, ids, clock);
    }

    UploadFolder(Path folder, Disk disk, Ids ids, Clock clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.disk = disk;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Writes all of them, and is back once they are on the disk.
     *
     * @throws IOException if one could not be written; then none is there
     */
    public List<Stored> write(List<Document> documents) throws IOException {
        List<Stored> stored = new ArrayList<>();
        try {
            Files.createDirectories(folder, owner("rwx------"));
            if (disk.free(folder) < RESERVE) {
                throw new IOException("less than " + (RESERVE >> 20) + " MB are free");
            }
            for (Document document : documents) {
                String name = ids.next() + "." + document.ending();
                stored.add(new Stored(name, document.content().length, Hash.sha256(document.content())));
                disk.write(folder.resolve(name), document.content());
            }
            return List.copyOf(stored);
        } catch (IOException e) {
            delete(stored.stream().map(Stored::name).toList());
            throw e;
        }
    }

    private static void create(Path file, byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Where an operator finds a file. */
    public Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of an uploaded file");
        }
        return folder.resolve(name);
    }

    /** What cannot be deleted now is an orphan, and deleted later. */
    public void delete(Collection<String> names) {
        for (String name : names) {
            try {
                Files.deleteIfExists(path(name));
            } catch (IOException e) {
                LOG.warn("an uploaded file could not be deleted and is tried again: {}", e.toString());
            }
        }
    }

    /**
     * Deletes old files that no row names.
     *
     * @param known which of at most 500 names a row has
     * @return files deleted
     */
    public int deleteOrphans(Function<List<String>, Set<String>> known) {
        int deleted = 0;
        List<String> old = listOld();
        for (int from = 0; from < old.size(); from += BATCH) {
            List<String> names = new ArrayList<>(old.subList(from, Math.min(old.size(), from + BATCH)));
            names.removeAll(known.apply(names));
            delete(names);
            deleted += names.size();
        }
        return deleted;
    }

    /** By the time in their names: clocks of file systems differ. */
    private List<String> listOld() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        long until = clock.instant().minus(ORPHANED).toEpochMilli();
        List<String> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches() && Ids.millis(name) < until) {
                    old.add(name);
                }
            }
        } catch (IOException e) {
            LOG.warn("the upload folder cannot be read: {}", e.toString());
        }
        return old;
    }
}
