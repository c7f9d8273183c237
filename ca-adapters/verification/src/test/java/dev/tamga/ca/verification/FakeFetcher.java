package dev.tamga.ca.verification;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import dev.tamga.ca.fetch.Fetcher;

/** Answers from memory and remembers what was asked. */
public final class FakeFetcher implements Fetcher {
    private final Map<String, UnaryOperator<byte[]>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** From now on this address answers so; the argument is the posted body. */
    public FakeFetcher answering(String address, UnaryOperator<byte[]> answer) {
        answers.put(address, answer);
        return this;
    }

    public FakeFetcher answering(String address, byte[] body) {
        return answering(address, posted -> body);
    }

    /** All addresses that were asked, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Answer exchange(Request request) throws IOException {
        asked.add(request.address().toString());
        UnaryOperator<byte[]> answer = answers.get(request.address().toString());
        if (answer == null) {
            throw new IOException(request.address().getHost() + " is down");
        }
        return new Answer(200, answer.apply(request.post().map(Body::bytes).orElse(new byte[0])));
    }
}
