package dev.tamga.idp.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A PDF: read within limits, searched for what could act, and written anew with its pages alone. Annotations keep what
 * they look like, for a seal may be one, and lose what they do.
 */
final class PdfDocument {
    /** Of the whole document that is written. */
    private static final int LARGEST_RESULT = 2 * Sent.LARGEST;

    private static final Set<COSName> KEPT_OF_CATALOG =
            Set.of(COSName.TYPE, COSName.PAGES, COSName.VERSION, COSName.OCPROPERTIES);
    private static final Set<COSName> KEPT_OF_ANNOTATION = Set.of(
            COSName.TYPE, COSName.SUBTYPE, COSName.RECT, COSName.F, COSName.AP, COSName.AS, COSName.C,
            COSName.BORDER, COSName.BS, COSName.QUADPOINTS, COSName.INKLIST, COSName.L, COSName.CA);
    private static final Set<COSName> DROPPED_OF_PAGE = Set.of(
            COSName.AA, COSName.METADATA, COSName.B, COSName.getPDFName("PieceInfo"), COSName.THUMB,
            COSName.getPDFName("PresSteps"), COSName.STRUCT_PARENTS, COSName.getPDFName("AF"));

    private final byte[] content;

    PdfDocument(byte[] content) {
        this.content = content;
    }

    byte[] rewrite() throws Unfit {
        try {
            GuardedParser parser = new GuardedParser(content);
            try (PDDocument document = parser.parse(true)) {
                byte[] rewritten = rewrite(document, parser);
                require(parser);
                return rewritten;
            } catch (IOException e) {
                // What the guard found goes before what the parser made of it.
                require(parser);
                throw e;
            }
        } catch (InvalidPasswordException e) {
            throw new Unfit(Fault.ENCRYPTED);
        } catch (IOException e) {
            throw new Unfit(Fault.DAMAGED);
        }
    }

    private static void require(GuardedParser parser) throws Unfit {
        if (parser.fault().isPresent()) {
            throw new Unfit(parser.fault().get());
        }
    }

    private static byte[] rewrite(PDDocument document, GuardedParser parser) throws IOException, Unfit {
        if (document.isEncrypted()) {
            throw new Unfit(Fault.ENCRYPTED);
        }
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        PdfPages pages = PdfPages.of(catalog);
        require(parser);
        PdfContent.check(catalog);
        require(parser);
        catalog.keySet().stream().toList().stream()
                .filter(key -> !KEPT_OF_CATALOG.contains(key)).forEach(catalog::removeItem);
        document.getDocument().getTrailer().removeItem(COSName.INFO);
        pages.list().forEach(PdfDocument::strip);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        if (out.size() > LARGEST_RESULT) {
            throw new Unfit(Fault.TOO_COMPLEX);
        }
        return out.toByteArray();
    }

    private static void strip(COSDictionary page) {
        DROPPED_OF_PAGE.forEach(page::removeItem);
        COSArray annotations = page.getCOSArray(COSName.ANNOTS);
        if (annotations == null) {
            page.removeItem(COSName.ANNOTS);
            return;
        }
        for (int i = 0; i < annotations.size(); i++) {
            if (annotations.getObject(i) instanceof COSDictionary annotation) {
                annotation.keySet().stream().toList().stream()
                        .filter(key -> !KEPT_OF_ANNOTATION.contains(key)).forEach(annotation::removeItem);
            }
        }
    }
}
