package dev.tamga.idp.upload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/** The pages of a document, by walking its tree: what it says about their number is only its word. */
record PdfPages(List<COSDictionary> list) {
    static final int MOST = 20;
    private static final int MOST_NODES = 200;

    static PdfPages of(COSDictionary catalog) throws Unfit {
        List<COSDictionary> pages = new ArrayList<>();
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> waiting = new ArrayDeque<>();
        add(waiting, catalog.getCOSDictionary(COSName.PAGES));
        while (!waiting.isEmpty()) {
            COSDictionary node = waiting.removeLast();
            if (!seen.add(node) || seen.size() > MOST_NODES) {
                throw new Unfit(Fault.TOO_MANY_PAGES);
            }
            COSArray kids = node.getCOSArray(COSName.KIDS);
            if (kids == null) {
                pages.add(node);
            } else {
                addAll(waiting, kids);
            }
            if (pages.size() > MOST) {
                throw new Unfit(Fault.TOO_MANY_PAGES);
            }
        }
        if (pages.isEmpty()) {
            throw new Unfit(Fault.DAMAGED);
        }
        return new PdfPages(pages);
    }

    private static void addAll(Deque<COSDictionary> waiting, COSArray kids) throws Unfit {
        if (kids.size() > MOST_NODES) {
            throw new Unfit(Fault.TOO_MANY_PAGES);
        }
        for (int i = 0; i < kids.size(); i++) {
            add(waiting, kids.getObject(i) instanceof COSDictionary kid ? kid : null);
        }
    }

    private static void add(Deque<COSDictionary> waiting, COSDictionary node) throws Unfit {
        if (node == null) {
            throw new Unfit(Fault.DAMAGED);
        }
        waiting.addLast(node);
    }
}
