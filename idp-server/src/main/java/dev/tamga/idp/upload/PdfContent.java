package dev.tamga.idp.upload;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;

/**
 * Walks every object that a document leads to, and refuses what a scan never holds: scripts, launches, files inside.
 */
final class PdfContent {
    private static final int MOST_OBJECTS = 200_000;

    private static final Set<String> KEYS = Set.of(
            "JS", "JavaScript", "EmbeddedFiles", "EF", "XFA", "RichMediaContent", "RichMediaSettings");
    /** ISO 32000-1 §12.6.4, of the actions those that run, send or open something. */
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "GoToR", "Rendition", "Movie", "Sound",
            "RichMediaExecute", "GoTo3DView", "SetState");

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();

    private PdfContent() {}

    static void check(COSDictionary catalog) throws Unfit {
        PdfContent walk = new PdfContent();
        walk.waiting.add(catalog);
        while (!walk.waiting.isEmpty()) {
            walk.visit(walk.waiting.removeLast());
        }
    }

    private void visit(COSBase item) throws Unfit {
        COSBase object = item instanceof COSObject reference ? reference.getObject() : item;
        if (object == null || !(object instanceof COSDictionary || object instanceof COSArray) || !seen.add(object)) {
            return;
        }
        if (seen.size() > MOST_OBJECTS || waiting.size() > MOST_OBJECTS || Thread.currentThread().isInterrupted()) {
            throw new Unfit(Fault.TOO_COMPLEX);
        }
        if (object instanceof COSArray array) {
            array.forEach(this::add);
        } else if (object instanceof COSDictionary dictionary) {
            check(dictionary.keySet(), dictionary.getCOSName(COSName.S));
            dictionary.getValues().forEach(this::add);
        }
    }

    private void add(COSBase value) {
        if (value instanceof COSObject || value instanceof COSDictionary || value instanceof COSArray) {
            waiting.addLast(value);
        }
    }

    private static void check(Set<COSName> keys, COSName action) throws Unfit {
        boolean acts = action != null && ACTIONS.contains(action.getName());
        if (acts || keys.stream().map(COSName::getName).anyMatch(KEYS::contains)) {
            throw new Unfit(Fault.ACTIVE);
        }
    }
}
