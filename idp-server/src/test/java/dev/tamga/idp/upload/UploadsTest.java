package dev.tamga.idp.upload;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Files from strangers: what is taken is written anew, everything else is refused, and nothing takes long. */
@Timeout(120)
final class UploadsTest {
    private final Uploads uploads = new Uploads();

    static Uploads.Judged judge(Uploads uploads, Sent sent) {
        return uploads.judge(Map.of("file", sent)).get("file");
    }

    private Document clean(String name, byte[] content) {
        return switch (judge(uploads, new Sent(name, content))) {
            case Uploads.Judged.Clean clean -> clean.document();
            case Uploads.Judged.Refused refused -> throw new AssertionError(name + " is refused: " + refused.fault());
        };
    }

    private Fault refused(String name, byte[] content) {
        return switch (judge(uploads, new Sent(name, content))) {
            case Uploads.Judged.Clean clean -> throw new AssertionError(name + " is taken");
            case Uploads.Judged.Refused refused -> refused.fault();
        };
    }

    private static boolean contains(byte[] content, String text) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static BufferedImage image(Document document) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(document.content()));
    }

    @Test
    void scansAreTakenAndWrittenAnew() throws IOException {
        byte[] jpeg = Attacks.picture("jpg", 800, 1100);
        assertThat(clean("scan.JPG", jpeg).ending()).isEqualTo("jpg");
        assertThat(clean("scan.jpeg", jpeg).content()).isNotEqualTo(jpeg);
        assertThat(image(clean("scan.jpg", jpeg)).getHeight()).isEqualTo(1100);
        assertThat(image(clean("扫描件 1.png", Attacks.picture("png", 300, 200))).getWidth()).isEqualTo(300);
        Document pdf = clean("scan.pdf", Attacks.pdf(20));
        try (PDDocument document = Loader.loadPDF(pdf.content())) {
            assertThat(document.getNumberOfPages()).isEqualTo(20);
            assertThat(document.getPage(0).getContents().readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void anEmptyFileAndOneThatIsTooLargeAreRefused() {
        assertThat(refused("a.pdf", new byte[0])).isEqualTo(Fault.EMPTY);
        assertThat(refused("a.pdf", new byte[Sent.LARGEST + 1])).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void namesWithAPathAreRefused() {
        byte[] png = Attacks.picture("png", 10, 10);
        for (String name : List.of(
                "../../etc/cron.d/x.png", "C:\\scan.png", "a/b.png", "a\0.png", "a\n.png", "a:b.png", "",
                "x".repeat(300) + ".png")) {
            assertThat(refused(name, png)).as(name).isEqualTo(Fault.NAME);
        }
    }

    @Test
    void theContentDecidesAndTheNameMustAgree() {
        assertThat(refused("a.pdf", Attacks.picture("png", 10, 10))).isEqualTo(Fault.ENDING);
        assertThat(refused("a.png", Attacks.pdf(1))).isEqualTo(Fault.ENDING);
        assertThat(refused("scan", Attacks.pdf(1))).isEqualTo(Fault.ENDING);
        assertThat(refused("a.pdf.exe", Attacks.pdf(1))).isEqualTo(Fault.ENDING);
        assertThat(refused("a.jpg", Attacks.picture("gif", 10, 10))).isEqualTo(Fault.TYPE);
        assertThat(refused("a.pdf", Attacks.zip())).isEqualTo(Fault.TYPE);
        assertThat(refused("a.png", "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8))).isEqualTo(Fault.TYPE);
        assertThat(refused("a.pdf", Attacks.joined("GIF89a".getBytes(StandardCharsets.US_ASCII), Attacks.pdf(1))))
                .isEqualTo(Fault.TYPE);
    }

    @Test
    void polyglotsLoseTheirSecondNature() {
        for (String format : List.of("jpg", "png")) {
            byte[] picture = Attacks.joined(Attacks.picture(format, 40, 40), Attacks.zip());
            byte[] pages = Attacks.joined(Attacks.picture(format, 40, 40), Attacks.pdf(1));
            assertThat(contains(clean("a." + format, picture).content(), "evil.html")).isFalse();
            assertThat(contains(clean("a." + format, pages).content(), "%PDF")).isFalse();
        }
        byte[] pdf = Attacks.joined(Attacks.pdf(1), Attacks.zip());
        assertThat(contains(clean("a.pdf", pdf).content(), "evil.html")).isFalse();
    }

    @Test
    void whatStandsBesideThePixelsIsGoneAndThePictureStandsUpright() throws IOException {
        Document turned = clean("photo.jpg", Attacks.jpegHeld(6, 60, 40));
        assertThat(image(turned).getWidth()).isEqualTo(40);
        assertThat(contains(turned.content(), "payload")).isFalse();
        assertThat(contains(turned.content(), "Exif")).isFalse();
        for (int orientation = 1; orientation <= 9; orientation++) {
            BufferedImage image = image(clean("photo.jpg", Attacks.jpegHeld(orientation, 60, 40)));
            assertThat(image.getWidth()).isEqualTo(orientation >= 5 && orientation <= 8 ? 40 : 60);
        }
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedByItsHeader() {
        assertThat(refused("a.png", Attacks.pngOf(30_000, 100))).isEqualTo(Fault.TOO_MANY_PIXELS);
        assertThat(refused("a.png", Attacks.pngOf(2_000_000_000, 2_000_000_000))).isEqualTo(Fault.TOO_MANY_PIXELS);
        assertThat(refused("a.jpg", Attacks.jpegThatSays(60_000, 60_000))).isEqualTo(Fault.TOO_MANY_PIXELS);
    }

    @Test
    void aLargePictureIsReadWithinItsMemory() throws IOException {
        BufferedImage image = image(clean("a.png", Attacks.picture("png", 4960, 7016)));
        assertThat(image.getWidth()).isEqualTo(2480);
    }

    @Test
    void truncatedPicturesAreRefused() {
        for (String format : List.of("jpg", "png")) {
            byte[] whole = Attacks.picture(format, 800, 800);
            for (int kept : new int[] {12, 40, whole.length / 2, whole.length - 20}) {
                assertThat(refused("a." + format, Arrays.copyOf(whole, kept))).as(format + " " + kept)
                        .isEqualTo(Fault.DAMAGED);
            }
        }
    }

    @Test
    void aJpegOfEndlessScansIsRefused() {
        byte[] jpeg = Attacks.picture("jpg", 20, 20);
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
        for (int i = 0; i < 100; i++) {
            jpeg = Attacks.joined(jpeg, scan);
        }
        assertThat(refused("a.jpg", jpeg)).isEqualTo(Fault.TOO_COMPLEX);
    }

    @Test
    void aPdfOfTooManyPagesIsRefusedWhateverItSays() {
        assertThat(refused("a.pdf", Attacks.pdf(21))).isEqualTo(Fault.TOO_MANY_PAGES);
        assertThat(refused("a.pdf", Attacks.pdf(10_000))).isEqualTo(Fault.TOO_MANY_PAGES);
        byte[] kids = ("<< /Type /Pages /Count 1 /Kids [" + "3 0 R ".repeat(10_000) + "] >>")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused("a.pdf", Attacks.assembled(List.of(
                "<< /Type /Catalog /Pages 2 0 R >>".getBytes(StandardCharsets.ISO_8859_1), kids,
                "<< /Type /Page /Parent 2 0 R >>".getBytes(StandardCharsets.ISO_8859_1)))))
                .isEqualTo(Fault.TOO_MANY_PAGES);
    }

    @Test
    void aTreeOfPagesThatHoldsItselfIsRefused() {
        assertThat(refused("a.pdf", Attacks.assembled(List.of(
                "<< /Type /Catalog /Pages 2 0 R >>".getBytes(StandardCharsets.ISO_8859_1),
                "<< /Type /Pages /Count 1 /Kids [2 0 R] >>".getBytes(StandardCharsets.ISO_8859_1)))))
                .isIn(Fault.TOO_MANY_PAGES, Fault.DAMAGED);
    }

    @Test
    void aBombInAStreamIsRefused() {
        byte[] bomb = Attacks.deflatedZeros(80);
        assertThat(bomb.length).isLessThan(Sent.LARGEST);
        assertThat(refused("a.pdf", Attacks.raw("/Filter /FlateDecode", bomb))).isEqualTo(Fault.TOO_COMPLEX);
        assertThat(refused("a.pdf", Attacks.raw("/Filter [/FlateDecode]", bomb))).isEqualTo(Fault.TOO_COMPLEX);
        // PDFBox reads a stream whose first two bytes are wrong all the same.
        bomb[0] = 0;
        bomb[1] = 0;
        assertThat(refused("a.pdf", Attacks.raw("/Filter /Fl#61teDecode", bomb))).isEqualTo(Fault.TOO_COMPLEX);
    }

    @Test
    void packingsInPackingsAreRefused() {
        byte[] twice = Attacks.deflated(Attacks.deflatedZeros(80));
        for (String filter : List.of(
                "[/FlateDecode /FlateDecode]", "[/FlateDecode /LZWDecode]", "/LZWDecode", "/RunLengthDecode",
                "[/ASCII85Decode /FlateDecode]", "[/FlateDecode /FlateDecode /FlateDecode]")) {
            assertThat(refused("a.pdf", Attacks.raw("/Filter " + filter, twice))).as(filter)
                    .isIn(Fault.TOO_COMPLEX, Fault.DAMAGED);
        }
    }

    @Test
    void aBombInTheTableOfObjectsIsRefused() {
        assertThat(refused("a.pdf", Attacks.withTableStream("/W [1 2 1]", new byte[20 << 20])))
                .isEqualTo(Fault.TOO_COMPLEX);
        assertThat(refused("a.pdf", Attacks.withTableStream("/W [0 0 0] /Index [0 2147483647]", new byte[100])))
                .isEqualTo(Fault.TOO_COMPLEX);
        assertThat(refused("a.pdf", Attacks.withTableStream(
                "/W [1 2 1] /DecodeParms << /Predictor 12 /Columns 2000000000 >>", new byte[100])))
                .isEqualTo(Fault.TOO_COMPLEX);
    }

    @Test
    void encryptedDocumentsAreRefused() {
        assertThat(refused("a.pdf", Attacks.encrypted())).isEqualTo(Fault.ENCRYPTED);
    }

    @Test
    void scriptsActionsAndFilesInsideAreRefused() {
        for (String action : List.of("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE")) {
            assertThat(refused("a.pdf", Attacks.withAction(action))).as(action).isEqualTo(Fault.ACTIVE);
        }
        byte[] attached = Attacks.document(document -> {
            document.addPage(new PDPage());
            COSDictionary names = new COSDictionary();
            names.setItem("EmbeddedFiles", new COSDictionary());
            document.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, names);
        });
        assertThat(refused("a.pdf", attached)).isEqualTo(Fault.ACTIVE);
    }

    @Test
    void anAnnotationKeepsItsLooksAndLosesWhatItDoes() throws IOException {
        byte[] linked = Attacks.document(document -> {
            PDPage page = new PDPage();
            document.addPage(page);
            COSDictionary action = new COSDictionary();
            action.setName(COSName.S, "URI");
            action.setString("URI", "https://evil.example");
            COSDictionary link = new COSDictionary();
            link.setName(COSName.SUBTYPE, "Link");
            link.setItem(COSName.A, action);
            COSArray annotations = new COSArray();
            annotations.add(link);
            page.getCOSObject().setItem(COSName.ANNOTS, annotations);
            document.getDocumentInformation().setAuthor("somebody");
        });
        byte[] written = clean("a.pdf", linked).content();
        try (PDDocument document = Loader.loadPDF(written)) {
            COSArray annotations = document.getPage(0).getCOSObject().getCOSArray(COSName.ANNOTS);
            COSDictionary link = (COSDictionary) annotations.getObject(0);
            assertThat(link.getNameAsString(COSName.SUBTYPE)).isEqualTo("Link");
            assertThat(link.containsKey(COSName.A)).isFalse();
            assertThat(document.getDocumentInformation().getAuthor()).isNull();
        }
    }

    @Test
    void brokenDocumentsAreRefused() {
        byte[] whole = Attacks.pdf(2);
        for (int kept : new int[] {5, 9, 20, whole.length / 3, whole.length / 2}) {
            assertThat(refused("a.pdf", Arrays.copyOf(whole, kept))).as("kept " + kept).isEqualTo(Fault.DAMAGED);
        }
        byte[] deep = ("%PDF-1.4\n1 0 obj\n" + "[".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII);
        assertThat(refused("a.pdf", deep)).isIn(Fault.DAMAGED, Fault.TOO_COMPLEX);
        byte[] nothing = ("%PDF-1.4\n" + "<<".repeat(500_000)).getBytes(StandardCharsets.US_ASCII);
        assertThat(refused("a.pdf", nothing)).isIn(Fault.DAMAGED, Fault.TOO_COMPLEX);
    }
}
