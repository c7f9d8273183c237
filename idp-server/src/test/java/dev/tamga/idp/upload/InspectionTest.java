package dev.tamga.idp.upload;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.tamga.idp.upload.UploadsTest.judge;
import static org.assertj.core.api.Assertions.assertThat;

/** One form at a time is read: whoever is slow is not waited for, and whoever waits holds nothing. */
@Timeout(120)
final class InspectionTest {
    @Test
    void whoeverTakesTooLongIsNotWaitedFor() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        Uploads slow = new Uploads(new Inspection((media, content) -> {
            awaitUninterrupted(free);
            return content;
        }, Duration.ofMillis(50)), Duration.ofSeconds(5));
        Sent sent = new Sent("a.png", Attacks.picture("png", 5, 5));
        assertThat(judge(slow, sent)).isEqualTo(new Uploads.Judged.Refused(Fault.TOO_COMPLEX));
        assertThat(judge(slow, sent)).as("the place is taken still").isEqualTo(new Uploads.Judged.Refused(Fault.BUSY));
        free.countDown();
        AtomicReference<Uploads.Judged> judged = new AtomicReference<>(judge(slow, sent));
        while (judged.get() instanceof Uploads.Judged.Refused) {
            judged.set(judge(slow, sent));
        }
        assertThat(judged.get()).isInstanceOf(Uploads.Judged.Clean.class);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // As a codec does that knows nothing of interruption.
            }
        }
    }

    /** Or as many forms as somebody likes to send would be in memory at once. */
    @Test
    void whoeverWaitsForHisTurnHoldsNoFile() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Uploads slow = new Uploads(new Inspection((media, content) -> {
            begun.countDown();
            awaitUninterrupted(free);
            return content;
        }, Duration.ofSeconds(60)), Duration.ofMillis(50));
        byte[] png = Attacks.picture("png", 5, 5);
        Thread first = Thread.ofVirtual().start(() -> judge(slow, new Sent("a.png", png)));
        begun.await();
        AtomicInteger opened = new AtomicInteger();
        Sent waiting = new Sent("b.png", () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(png);
        });
        assertThat(judge(slow, waiting)).isEqualTo(new Uploads.Judged.Refused(Fault.BUSY));
        assertThat(opened).hasValue(0);
        free.countDown();
        first.join();
        assertThat(judge(slow, waiting)).isInstanceOf(Uploads.Judged.Clean.class);
    }

    @Test
    void whateverAReaderThrowsIsARefusal() {
        for (Throwable thrown : List.of(
                new OutOfMemoryError("test"), new StackOverflowError(), new NullPointerException(),
                new NegativeArraySizeException())) {
            Uploads broken = new Uploads(new Inspection((media, content) -> {
                throw sneaky(thrown);
            }, Duration.ofSeconds(5)), Duration.ofSeconds(5));
            assertThat(judge(broken, new Sent("a.pdf", Attacks.pdf(1)))).isInstanceOf(Uploads.Judged.Refused.class);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
