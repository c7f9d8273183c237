package dev.tamga.idp.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FlateFilterDecoderStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;

/**
 * PDFBox's parser, which would unpack whatever it meets in memory: here each stream is measured, without keeping what
 * it unpacks to, before anybody reads it. Streams that the parser itself reads (cross references, objects inside
 * streams) may be packed by Flate alone and hold little; pictures and the like are never unpacked at all.
 */
final class GuardedParser extends PDFParser {
    /** What all streams together that hold the document's own structure may unpack to. */
    private static final long MOST_STRUCTURE = 4L << 20;
    /** A4 at 300 dpi in colour takes 26 MB; the reviewer's own viewer is to survive as well. */
    private static final long MOST_IN_A_STREAM = 64L << 20;
    private static final long MOST_IN_ALL = 1024L << 20;

    private static final int NARROWEST_ENTRY = 2;
    private static final int WIDEST_ROW = 4096;

    private static final Set<COSName> FLATE = Set.of(COSName.FLATE_DECODE, COSName.FLATE_DECODE_ABBREVIATION);
    /** Formats of pictures, which nobody here decodes. LZW and run lengths are as good a bomb as Flate, and rare. */
    private static final Set<COSName> PICTURES = Set.of(
            COSName.DCT_DECODE, COSName.DCT_DECODE_ABBREVIATION, COSName.CCITTFAX_DECODE,
            COSName.CCITTFAX_DECODE_ABBREVIATION, COSName.JBIG2_DECODE, COSName.JPX_DECODE);

    private long structure;
    private long all;
    private Fault fault;

    GuardedParser(byte[] content) throws IOException {
        super(new RandomAccessReadBuffer(content));
    }

    /** The parser forgives most exceptions and goes on: what was found is remembered here. */
    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        COSStream stream = super.parseCOSStream(dictionary);
        // Until the parser knows the document, what it reads are streams of structure.
        if (initialParseDone) {
            checkContent(stream);
        } else {
            checkStructure(stream);
        }
        return stream;
    }

    @Override
    protected COSBase parseObjectStreamObject(long number, COSObjectKey key) throws IOException {
        if (document.getObjectFromPool(getObjectKey(number, 0)).getObject() instanceof COSStream stream
                && initialParseDone) {
            checkStructure(stream);
        }
        return super.parseObjectStreamObject(number, key);
    }

    private void checkStructure(COSStream stream) throws IOException {
        List<COSName> filters = filters(stream);
        if (filters.size() > 1 || !FLATE.containsAll(filters)) {
            throw refused(Fault.TOO_COMPLEX);
        }
        COSArray widths = stream.getCOSArray(COSName.W);
        COSDictionary unpacking = stream.getCOSDictionary(COSName.DECODE_PARMS);
        // ISO 32000-1 §7.5.8.2: entries without any width would be as many as the index says. §7.4.4.3: a row of a
        // predictor is a buffer of as many columns as the file says.
        if (widths != null && sum(widths) < NARROWEST_ENTRY
                || unpacking != null && unpacking.getInt(COSName.COLUMNS, 1) > WIDEST_ROW) {
            throw refused(Fault.TOO_COMPLEX);
        }
        structure += measured(stream, !filters.isEmpty(), MOST_STRUCTURE - structure);
    }

    private static int sum(COSArray numbers) {
        return IntStream.range(0, numbers.size()).map(i -> numbers.getInt(i, 0)).sum();
    }

    private void checkContent(COSStream stream) throws IOException {
        List<COSName> filters = filters(stream);
        boolean packed = !filters.isEmpty() && FLATE.contains(filters.getFirst());
        List<COSName> rest = packed ? filters.subList(1, filters.size()) : filters;
        if (rest.size() > 1 || !PICTURES.containsAll(rest)) {
            throw refused(Fault.TOO_COMPLEX);
        }
        if (packed) {
            all += measured(stream, true, Math.min(MOST_IN_A_STREAM, MOST_IN_ALL - all));
        }
    }

    private List<COSName> filters(COSStream stream) throws IOException {
        return switch (stream.getFilters()) {
            case null -> List.of();
            case COSName one -> List.of(one);
            case COSArray several -> names(several);
            default -> throw refused(Fault.DAMAGED);
        };
    }

    private List<COSName> names(COSArray array) throws IOException {
        if (array.size() > 2) {
            throw refused(Fault.TOO_COMPLEX);
        }
        for (int i = 0; i < array.size(); i++) {
            if (!(array.getObject(i) instanceof COSName)) {
                throw refused(Fault.DAMAGED);
            }
        }
        return IntStream.range(0, array.size()).mapToObj(i -> (COSName) array.getObject(i)).toList();
    }

    /** How much a stream unpacks to for PDFBox, which forgives broken packing. */
    private long measured(COSStream stream, boolean packed, long most) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long sum = 0;
        try (InputStream raw = stream.createRawInputStream();
                InputStream in = packed ? new FlateFilterDecoderStream(raw) : raw) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                sum += read;
                if (sum > most || Thread.currentThread().isInterrupted()) {
                    throw refused(Fault.TOO_COMPLEX);
                }
            }
        }
        return sum;
    }

    private IOException refused(Fault found) {
        fault = found;
        return new IOException("refused: " + found);
    }
}
