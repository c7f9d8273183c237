package dev.tamga.ca.fetch;

import java.io.IOException;

/** Asks nobody: for checks that must not leave the machine. */
public final class NoNetwork implements Fetcher {
    @Override
    public Answer exchange(Request request) throws IOException {
        throw new IOException(request.where() + " was not asked: the network is off");
    }
}
