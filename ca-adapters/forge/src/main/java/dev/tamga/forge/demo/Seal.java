package dev.tamga.forge.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Small PNG images of made-up seals. Without a font for Chinese a seal keeps its shape and loses its text. */
final class Seal {
    private static final Color RED = new Color(0xc8, 0x10, 0x2e);
    private static final int SIZE = 180;
    private static final double CENTRE = SIZE / 2.0;

    static {
        // A launcher without a display must not fail, nor one with a display open anything.
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    private Seal() {}

    /** 单位公章: a ring, a star, the name along the upper arc. */
    static byte[] unit(String name) {
        return draw(RED, SIZE, SIZE, graphics -> {
            graphics.setStroke(new BasicStroke(5));
            graphics.draw(new Ellipse2D.Double(5, 5, SIZE - 10.0, SIZE - 10.0));
            graphics.fill(star(26));
            onArc(graphics, name);
        });
    }

    /** 法定代表人章: a square with the name. */
    static byte[] legalRepresentative(String name) {
        return draw(RED, 100, 100, graphics -> {
            graphics.setStroke(new BasicStroke(5));
            graphics.drawRect(4, 4, 91, 91);
            line(graphics, name, 50, 40);
            line(graphics, "之印", 50, 76);
        });
    }

    /** 签名: the name in black. */
    static byte[] signature(String name) {
        return draw(Color.BLACK, 200, 70, graphics -> line(graphics, name, 100, 45));
    }

    private static byte[] draw(Color ink, int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(ink);
        drawing.accept(graphics);
        graphics.dispose();
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(inSixteenShades(image, ink), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One ink on nothing: 16 degrees of transparency make a third of the bytes. */
    private static BufferedImage inSixteenShades(BufferedImage image, Color ink) {
        byte[] red = new byte[16];
        byte[] green = new byte[16];
        byte[] blue = new byte[16];
        byte[] alpha = new byte[16];
        for (int i = 0; i < 16; i++) {
            red[i] = (byte) ink.getRed();
            green[i] = (byte) ink.getGreen();
            blue[i] = (byte) ink.getBlue();
            alpha[i] = (byte) (i * 17);
        }
        BufferedImage small = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(4, 16, red, green, blue, alpha));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                small.getRaster().setSample(x, y, 0, image.getRGB(x, y) >>> 28);
            }
        }
        return small;
    }

    /** Characters over 250 degrees, each standing on the circle's radius. */
    private static void onArc(Graphics2D graphics, String name) {
        if (!hasFont(graphics, name, name.length() > 16 ? 15 : 18)) {
            return;
        }
        double step = Math.toRadians(250.0 / Math.max(name.length(), 8));
        AffineTransform upright = graphics.getTransform();
        for (int i = 0; i < name.length(); i++) {
            String character = name.substring(i, i + 1);
            graphics.rotate(step * (i - (name.length() - 1) / 2.0), CENTRE, CENTRE);
            int width = graphics.getFontMetrics().stringWidth(character);
            graphics.drawString(character, (float) (CENTRE - width / 2.0), 30);
            graphics.setTransform(upright);
        }
    }

    private static void line(Graphics2D graphics, String text, int centre, int baseline) {
        if (hasFont(graphics, text, 26)) {
            graphics.drawString(text, centre - graphics.getFontMetrics().stringWidth(text) / 2, baseline);
        }
    }

    private static boolean hasFont(Graphics2D graphics, String text, int size) {
        try {
            Font font = new Font(Font.SERIF, Font.BOLD, size);
            graphics.setFont(font);
            graphics.getFontMetrics();
            return font.canDisplayUpTo(text) < 0;
        } catch (RuntimeException | Error e) {
            // A JRE without fontconfig or freetype fails here with an Error; it still draws shapes.
            return false;
        }
    }

    private static Polygon star(double radius) {
        Polygon star = new Polygon();
        for (int i = 0; i < 10; i++) {
            double length = i % 2 == 0 ? radius : radius * 0.382;
            double angle = Math.toRadians(36.0 * i - 90);
            star.addPoint(
                    (int) Math.round(CENTRE + length * Math.cos(angle)),
                    (int) Math.round(CENTRE + length * Math.sin(angle)));
        }
        return star;
    }
}
