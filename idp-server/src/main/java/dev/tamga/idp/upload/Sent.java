package dev.tamga.idp.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file as a browser sent it, still where the container put it: whoever waits for his turn holds none in memory.
 *
 * @param name as the browser gave it; never a name of ours
 */
public record Sent(String name, Content content) {
    /** 5 MB each. */
    public static final int LARGEST = 5 * 1024 * 1024;

    /** Opens what was sent. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public Sent(String name, byte[] bytes) {
        this(name, () -> new ByteArrayInputStream(bytes));
    }

    /** One byte more than is taken is enough to see that it is too large. */
    byte[] read() throws Unfit {
        try (InputStream in = content.open()) {
            return in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw new Unfit(Fault.DAMAGED);
        }
    }

    @Override
    public String toString() {
        return "Sent";
    }
}
