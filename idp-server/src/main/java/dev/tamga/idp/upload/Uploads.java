package dev.tamga.idp.upload;

import java.util.Optional;
import java.util.regex.Pattern;

/** The door: judges a file by its content and writes it anew. */
public final class Uploads {
    /** No folder, no control character, no character that a shell, an address or a page could take for more. */
    private static final Pattern NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,200}");

    private final Inspection inspection;

    public Uploads() {
        this(new Inspection());
    }

    Uploads(Inspection inspection) {
        this.inspection = inspection;
    }

    /** What came of a file. */
    public sealed interface Judged {
        record Clean(Document document) implements Judged {}

        record Refused(Fault fault) implements Judged {}
    }

    /** Takes at most {@link Inspection#DEADLINE}, whatever the file holds. */
    public Judged judge(Sent sent) {
        try {
            Media media = recognise(sent);
            return new Judged.Clean(new Document(inspection.run(media, sent.content()), media.ending()));
        } catch (Unfit e) {
            return new Judged.Refused(e.fault());
        }
    }

    private static Media recognise(Sent sent) throws Unfit {
        if (sent.content().length == 0) {
            throw new Unfit(Fault.EMPTY);
        }
        if (sent.content().length > Sent.LARGEST) {
            throw new Unfit(Fault.TOO_LARGE);
        }
        if (!NAME.matcher(sent.name()).matches()) {
            throw new Unfit(Fault.NAME);
        }
        Optional<Media> media = Media.of(sent.content());
        if (media.isEmpty()) {
            throw new Unfit(Fault.TYPE);
        }
        if (!media.get().mayEnd(sent.name())) {
            throw new Unfit(Fault.ENDING);
        }
        return media.get();
    }
}
