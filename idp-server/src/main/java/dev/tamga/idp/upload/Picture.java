package dev.tamga.idp.upload;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A scan or a photograph: decoded within limits that its header is held to before a pixel is read, and encoded anew.
 * What stood beside the pixels (place and time of a photograph, comments, whatever follows the picture's end) is gone.
 */
final class Picture {
    /** A4 at 600 dpi has 34.8 million. */
    private static final long MOST_PIXELS = 36_000_000;
    private static final int LONGEST_SIDE = 20_000;
    /** What is decoded at once: A4 at 300 dpi in colour takes 26 MB. Larger ones lose every second row and column. */
    private static final long MOST_BYTES = 40_000_000;
    /** A progressive JPEG has about ten scans; each makes the decoder go over the whole picture again. */
    private static final int MOST_SCANS = 64;
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_END = 0x49454e44;

    private final Media media;
    private final byte[] content;

    Picture(Media media, byte[] content) {
        this.media = media;
        this.content = content;
    }

    byte[] rewrite() throws Unfit {
        if (media == Media.JPEG && scans() > MOST_SCANS) {
            throw new Unfit(Fault.TOO_COMPLEX);
        }
        if (media == Media.PNG && !hasEnd()) {
            throw new Unfit(Fault.DAMAGED);
        }
        try {
            BufferedImage image = decode();
            return encode(media == Media.JPEG ? JpegOrientation.of(content).upright(image) : image);
        } catch (IOException e) {
            throw new Unfit(Fault.DAMAGED);
        }
    }

    private BufferedImage decode() throws IOException, Unfit {
        ImageReader reader = reader();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            // A truncated JPEG is a warning to the decoder, which paints the rest grey.
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            BufferedImage image = reader.read(0, within(reader));
            if (warnings.truncated) {
                throw new Unfit(Fault.DAMAGED);
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static final class Warnings implements IIOReadWarningListener {
        private boolean truncated;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            truncated |= warning.contains("Premature") || warning.contains("premature") || warning.contains("Corrupt");
        }
    }

    private ImageReader reader() throws Unfit {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(media.ending());
        if (!readers.hasNext()) {
            throw new Unfit(Fault.TYPE);
        }
        return readers.next();
    }

    /** Reads the header only. */
    private static ImageReadParam within(ImageReader reader) throws IOException, Unfit {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
            throw new Unfit(Fault.TOO_MANY_PIXELS);
        }
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new Unfit(Fault.DAMAGED);
        }
        long bytes = width * height * Math.max(8, types.next().getColorModel().getPixelSize()) / 8;
        int step = 1;
        while (bytes / ((long) step * step) > MOST_BYTES) {
            step++;
        }
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    private byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(media.ending()).next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (media == Media.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(0.9f);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The decoder is content with the pixels that it got. PNG §5.3: chunks of length, type, content and CRC to IEND. */
    private boolean hasEnd() {
        ByteBuffer png = ByteBuffer.wrap(content);
        int at = PNG_SIGNATURE;
        while (at >= 0 && at <= content.length - 12) {
            if (png.getInt(at + 4) == PNG_END) {
                return true;
            }
            int length = png.getInt(at);
            at = length < 0 || length > content.length ? -1 : at + 12 + length;
        }
        return false;
    }

    /** Inside a scan 0xff is always followed by 0x00 or a restart marker, so no pixel looks like a scan's start. */
    private int scans() {
        int scans = 0;
        for (int i = 0; i + 1 < content.length; i++) {
            if (content[i] == (byte) 0xff && content[i + 1] == (byte) 0xda) {
                scans++;
            }
        }
        return scans;
    }
}
