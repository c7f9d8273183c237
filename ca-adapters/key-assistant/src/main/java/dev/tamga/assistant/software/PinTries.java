package dev.tamga.assistant.software;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The PIN retry counter of one key: a file of one digit. A try is paid for, on disk, before it is made, so that a
 * process killed in the middle has lost a try rather than won one; a right PIN pays back all. Attempts on one key are
 * serialised within this process and, by the file's lock, among processes that share the folder.
 */
final class PinTries {
    /** Wrong PINs that a fresh key forgives. */
    static final int FRESH = 6;

    private static final int LOCKED = 0;
    // A file lock belongs to the whole JVM and cannot be waited for by two of its threads: they queue here first.
    private static final Object[] QUEUES =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    private final Path file;

    PinTries(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** Tries left; an unknown content counts as locked. */
    int left() {
        if (!Files.exists(file)) {
            return FRESH;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        } catch (IOException e) {
            return LOCKED;
        }
    }

    /**
     * Makes the attempt if a try is left.
     *
     * @param attempt gives nothing where the PIN was wrong
     */
    PinCheck spend(Supplier<Optional<PinCheck>> attempt) {
        synchronized (QUEUES[Math.floorMod(file.hashCode(), QUEUES.length)]) {
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                return lock.isValid() ? counted(channel, attempt) : new PinCheck.Locked();
            } catch (IOException e) {
                throw new UncheckedIOException("PIN retry counter " + file.getFileName(), e);
            }
        }
    }

    private static PinCheck counted(FileChannel channel, Supplier<Optional<PinCheck>> attempt) throws IOException {
        int left = read(channel);
        if (left == LOCKED) {
            return new PinCheck.Locked();
        }
        write(channel, left - 1);
        Optional<PinCheck> right = attempt.get();
        if (right.isPresent()) {
            write(channel, FRESH);
        }
        return right.orElse(new PinCheck.Wrong(left - 1));
    }

    private static int read(FileChannel channel) throws IOException {
        ByteBuffer digit = ByteBuffer.allocate(1);
        if (channel.read(digit, 0) < 1) {
            return FRESH;
        }
        int left = digit.get(0) - '0';
        return left > LOCKED && left <= FRESH ? left : LOCKED;
    }

    /** One byte overwritten in place: there is no moment without a counter. */
    private static void write(FileChannel channel, int left) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {(byte) ('0' + left)}), 0);
        channel.force(true);
    }
}
