package dev.tamga.idp.upload;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Good files, and files of people who mean harm. */
public final class Attacks {
    static final String PAYLOAD = "<script>alert('payload')</script>";

    private Attacks() {}

    /** A scan as a form gets it. */
    public static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillOval(width / 4, height / 4, width / 8, height / 8);
        graphics.dispose();
        return bytes(out -> ImageIO.write(image, format, out));
    }

    public static byte[] pdf(int pages) {
        return document(document -> {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage());
            }
            try (PDPageContentStream content = new PDPageContentStream(document, document.getPage(0))) {
                content.addRect(100, 100, 50, 50);
                content.fill();
            }
        });
    }

    /** Changes a document before it is saved. */
    interface Making {
        void make(PDDocument document) throws IOException;
    }

    static byte[] document(Making making) {
        return bytes(out -> {
            try (PDDocument document = new PDDocument()) {
                making.make(document);
                document.save(out);
            }
        });
    }

    static byte[] withAction(String type) {
        return document(document -> {
            document.addPage(new PDPage());
            COSDictionary action = new COSDictionary();
            action.setName(COSName.S, type);
            action.setItem("JS", new COSString("app.alert(1)"));
            document.getDocumentCatalog().getCOSObject().setItem(COSName.OPEN_ACTION, action);
        });
    }

    static byte[] encrypted() {
        return document(document -> {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
        });
    }

    /** A catalogue with one page whose content is given as a stream; references are real, the table of them is too. */
    static byte[] raw(String dictionary, byte[] stream) {
        return assembled(List.of(
                "<< /Type /Catalog /Pages 2 0 R >>".getBytes(StandardCharsets.ISO_8859_1),
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".getBytes(StandardCharsets.ISO_8859_1),
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
                        .getBytes(StandardCharsets.ISO_8859_1),
                stream(dictionary, stream)));
    }

    static byte[] stream(String dictionary, byte[] stream) {
        return bytes(out -> {
            out.write(("<< " + dictionary + " /Length " + stream.length + " >>\nstream\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(stream);
            out.write("\nendstream".getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** Objects 1, 2, 3 …; the first one is the catalogue. */
    static byte[] assembled(List<byte[]> objects) {
        return bytes(out -> {
            List<Integer> offsets = new ArrayList<>();
            out.write("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < objects.size(); i++) {
                offsets.add(out.size());
                out.write((i + 1 + " 0 obj\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(objects.get(i));
                out.write("\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            int table = out.size();
            StringBuilder end = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
            offsets.forEach(offset -> end.append("%010d 00000 n \n".formatted(offset)));
            end.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\nstartxref\n")
                    .append(table).append("\n%%EOF\n");
            out.write(end.toString().getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** A file whose table of objects is itself a stream, packed. @param entry added to its dictionary */
    static byte[] withTableStream(String entry, byte[] table) {
        return bytes(out -> {
            out.write("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            int offset = out.size();
            out.write("5 0 obj\n".getBytes(StandardCharsets.ISO_8859_1));
            out.write(stream("/Type /XRef /Root 1 0 R /Size 6 /Filter /FlateDecode " + entry, deflated(table)));
            out.write(("\nendobj\nstartxref\n" + offset + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** Zeros, a thousandth of their size. */
    static byte[] deflatedZeros(int megabytes) {
        return bytes(out -> {
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9))) {
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < megabytes; i++) {
                    deflater.write(zeros);
                }
            }
        });
    }

    static byte[] deflated(byte[] content) {
        return bytes(out -> {
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                deflater.write(content);
            }
        });
    }

    static byte[] zip() {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("evil.html"));
                zip.write(PAYLOAD.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** A PNG of so many pixels as its header says, all of them white: a few kilobytes. */
    static byte[] pngOf(int width, int height) {
        return bytes(out -> {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            out.write(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height)
                    .put(new byte[] {8, 2, 0, 0, 0}).array()));
            out.write(chunk("IDAT", deflatedZeros(1)));
            out.write(chunk("IEND", new byte[0]));
        });
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] typed = joined(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 crc = new CRC32();
        crc.update(typed);
        return ByteBuffer.allocate(12 + content.length).putInt(content.length).put(typed).putInt((int) crc.getValue())
                .array();
    }

    /** Says in its header that it is as large, and holds a small picture's pixels. */
    static byte[] jpegThatSays(int width, int height) {
        byte[] jpeg = picture("jpg", 16, 16);
        ByteBuffer segments = ByteBuffer.wrap(jpeg);
        for (int i = 2; i < jpeg.length; i += 2 + segments.getShort(i + 2)) {
            if (jpeg[i + 1] == (byte) 0xc0) {
                segments.putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return jpeg;
            }
        }
        throw new AssertionError("no frame");
    }

    /** Turned by a camera: Exif orientation, beside a comment. */
    static byte[] jpegHeld(int orientation, int width, int height) {
        byte[] jpeg = picture("jpg", width, height);
        ByteBuffer exif = ByteBuffer.allocate(36)
                .putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8)
                .putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1)
                .putShort((short) orientation).putShort((short) 0).putInt(0);
        byte[] comment = joined(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (PAYLOAD.length() + 2)},
                PAYLOAD.getBytes(StandardCharsets.US_ASCII));
        return joined(joined(Arrays.copyOf(jpeg, 2), exif.array()),
                joined(comment, Arrays.copyOfRange(jpeg, 2, jpeg.length)));
    }

    static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
    }

    /** Writes a file. */
    private interface Writing {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
