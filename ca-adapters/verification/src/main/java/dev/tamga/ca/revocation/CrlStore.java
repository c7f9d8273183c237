package dev.tamga.ca.revocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps CRLs in a folder over a restart. What is read there is believed as little as what a network brings: the reader
 * verifies it. A folder that cannot be written or read costs a warning and nothing else.
 */
final class CrlStore {
    private static final Logger LOG = LoggerFactory.getLogger(CrlStore.class);
    private static final int IDLE_SECONDS = 5;

    private final Optional<Path> folder;
    private final Executor writer;

    /** Keeps nothing. */
    static CrlStore none() {
        return new CrlStore(Optional.empty(), Runnable::run);
    }

    /** Writes on a thread of its own, so that nobody who waits for an answer waits for a disk. */
    static CrlStore in(Path folder) {
        ThreadPoolExecutor writer = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "crl-store");
                    thread.setDaemon(true);
                    return thread;
                });
        writer.allowCoreThreadTimeOut(true);
        return new CrlStore(Optional.of(folder), writer);
    }

    CrlStore(Optional<Path> folder, Executor writer) {
        this.folder = folder;
        this.writer = writer;
    }

    /** What was kept; empty where nothing was, or more than an operator allows. */
    Optional<byte[]> find(CrlAddress address, int maxBytes) {
        Optional<Path> file = folder.map(path -> path.resolve(name(address)));
        try {
            if (file.isEmpty() || !Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            if (Files.size(file.get()) > maxBytes) {
                LOG.warn("{} is longer than {} bytes and is not read", file.get(), maxBytes);
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file.get(), e.toString());
            return Optional.empty();
        }
    }

    /** Keeps a verified CRL in place of the one before. */
    void keep(CrlAddress address, byte[] der) {
        folder.ifPresent(path -> writer.execute(() -> write(path, name(address), der)));
    }

    private static void write(Path folder, String name, byte[] der) {
        Path whole = folder.resolve(name);
        // One writer, so one name will do; what a crash left there is written over.
        Path part = folder.resolve(name + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer left = ByteBuffer.wrap(der);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException | SecurityException e) {
            LOG.warn("{} cannot be written; the CRL is kept in memory alone: {}", whole, e.toString());
            discard(part);
        }
    }

    /** The new name is on the disk only when its folder is. Not every system opens a folder: then it follows later. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be synchronised: {}", folder, e.toString());
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.debug("{} cannot be removed: {}", part, e.toString());
        }
    }

    private static String name(CrlAddress address) {
        return address.hash() + ".crl";
    }
}
