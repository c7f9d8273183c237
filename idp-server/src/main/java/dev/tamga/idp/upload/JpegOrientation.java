package dev.tamga.idp.upload;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held (Exif 2.32 §4.6.4, tag 0x0112). The tag leaves with the other metadata, so the pixels are
 * turned: whoever reviews a photographed licence is not to read it lying on its side.
 *
 * @param value 1 to 8; 1 is upright
 */
record JpegOrientation(int value) {
    private static final JpegOrientation UPRIGHT = new JpegOrientation(1);
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int EXIF = 0x45786966;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int TAG = 0x0112;

    /** What cannot be read is upright. */
    static JpegOrientation of(byte[] jpeg) {
        try {
            return find(ByteBuffer.wrap(jpeg).position(2));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static JpegOrientation find(ByteBuffer jpeg) {
        while (jpeg.remaining() > 4) {
            int marker = jpeg.getShort() & 0xffff;
            if (marker == START_OF_SCAN || marker < 0xff00) {
                return UPRIGHT;
            }
            int length = jpeg.getShort() & 0xffff;
            if (marker == APP1 && length > 8 && jpeg.getInt(jpeg.position()) == EXIF) {
                return ofTiff(jpeg.slice(jpeg.position() + 6, length - 8));
            }
            jpeg.position(jpeg.position() + length - 2);
        }
        return UPRIGHT;
    }

    private static JpegOrientation ofTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? new JpegOrientation(value) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    BufferedImage upright(BufferedImage image) {
        if (value == 1) {
            return image;
        }
        double width = image.getWidth();
        double height = image.getHeight();
        AffineTransform turn = switch (value) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
        boolean sideways = value >= 5;
        BufferedImage turned = new BufferedImage(
                sideways ? image.getHeight() : image.getWidth(), sideways ? image.getWidth() : image.getHeight(),
                image.getType() == BufferedImage.TYPE_BYTE_GRAY
                        ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, turned);
    }
}
