package dev.tamga.idp.upload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The door: judges a file by its content and writes it anew. */
public final class Uploads {
    /** No folder, no control character, no character that a shell, an address or a page could take for more. */
    private static final Pattern NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,200}");

    private final Inspection inspection;
    private final Semaphore turn = new Semaphore(1, true);
    private final Duration patience;

    public Uploads() {
        this(new Inspection(), Inspection.DEADLINE);
    }

    Uploads(Inspection inspection, Duration patience) {
        this.inspection = inspection;
        this.patience = patience;
    }

    /** What came of a file. */
    public sealed interface Judged {
        record Clean(Document document) implements Judged {}

        record Refused(Fault fault) implements Judged {}
    }

    /**
     * Judges the files of a form: one form at a time has its files in memory, whatever number of them waits. Takes at
     * most {@link Inspection#DEADLINE} for its turn and for each file, whatever they hold.
     */
    public <K> Map<K, Judged> judge(Map<K, Sent> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        if (!isItsTurn()) {
            return judged(files, sent -> new Judged.Refused(Fault.BUSY));
        }
        try {
            return judged(files, this::judge);
        } finally {
            turn.release();
        }
    }

    private static <K> Map<K, Judged> judged(Map<K, Sent> files, Function<Sent, Judged> judge) {
        Map<K, Judged> judged = new LinkedHashMap<>();
        files.forEach((key, sent) -> judged.put(key, judge.apply(sent)));
        return judged;
    }

    private boolean isItsTurn() {
        try {
            return turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Judged judge(Sent sent) {
        try {
            byte[] content = sent.read();
            Media media = recognise(sent.name(), content);
            return new Judged.Clean(new Document(inspection.run(media, content), media.ending()));
        } catch (Unfit e) {
            return new Judged.Refused(e.fault());
        }
    }

    private static Media recognise(String name, byte[] content) throws Unfit {
        if (content.length == 0) {
            throw new Unfit(Fault.EMPTY);
        }
        if (content.length > Sent.LARGEST) {
            throw new Unfit(Fault.TOO_LARGE);
        }
        if (!NAME.matcher(name).matches()) {
            throw new Unfit(Fault.NAME);
        }
        Optional<Media> media = Media.of(content);
        if (media.isEmpty()) {
            throw new Unfit(Fault.TYPE);
        }
        if (!media.get().mayEnd(name)) {
            throw new Unfit(Fault.ENDING);
        }
        return media.get();
    }
}
