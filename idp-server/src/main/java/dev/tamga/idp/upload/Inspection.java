package dev.tamga.idp.upload;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file at a time, in a thread of its own, until a deadline: what a file costs in memory is bounded by its
 * reader, and so is what all of them cost together. A reader that misses its deadline keeps its place until it ends, so
 * that no number of such files makes a number of such threads.
 */
final class Inspection {
    static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final Semaphore place = new Semaphore(1, true);
    private final Reader reader;
    private final Duration deadline;

    /** Reads a file of a kind and writes it anew. */
    interface Reader {
        byte[] rewrite(Media media, byte[] content) throws Unfit;
    }

    Inspection() {
        this(Inspection::rewrite, DEADLINE);
    }

    Inspection(Reader reader, Duration deadline) {
        this.reader = reader;
        this.deadline = deadline;
    }

    private static byte[] rewrite(Media media, byte[] content) throws Unfit {
        return media == Media.PDF ? new PdfDocument(content).rewrite() : new Picture(media, content).rewrite();
    }

    byte[] run(Media media, byte[] content) throws Unfit {
        try {
            if (!place.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unfit(Fault.BUSY);
            }
            return await(start(media, content));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unfit(Fault.BUSY);
        }
    }

    private FutureTask<byte[]> start(Media media, byte[] content) {
        FutureTask<byte[]> task = new FutureTask<>(() -> reader.rewrite(media, content));
        // A platform thread: the codecs are native code, which would hold a virtual thread's carrier.
        Thread.ofPlatform().daemon().name("upload-inspection").start(() -> {
            try {
                task.run();
            } finally {
                place.release();
            }
        });
        return task;
    }

    private byte[] await(FutureTask<byte[]> task) throws Unfit, InterruptedException {
        try {
            return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            LOG.warn("an uploaded file was not read within {}", deadline);
            throw new Unfit(Fault.TOO_COMPLEX);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unfit unfit) {
                throw unfit;
            }
            // The codecs throw whatever they like at broken input; OutOfMemoryError and StackOverflowError included.
            // Their kind alone: what they say may quote the file.
            LOG.info("an uploaded file could not be read: {}", e.getCause().getClass().getName());
            throw new Unfit(e.getCause() instanceof Error ? Fault.TOO_COMPLEX : Fault.DAMAGED);
        }
    }
}
