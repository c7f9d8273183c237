package dev.tamga.ca.fetch;

import java.io.IOException;
import java.io.InputStream;

/** Reads a body up to a size limit and not one byte further. */
final class LimitedBody {
    private LimitedBody() {}

    static byte[] read(InputStream body, int maxBytes) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes);
        if (body.read() >= 0) {
            throw new TooLong(maxBytes);
        }
        return bytes;
    }

    /** The body is longer than the caller accepts. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong(int maxBytes) {
            super("the body is longer than " + maxBytes + " bytes");
        }
    }
}
