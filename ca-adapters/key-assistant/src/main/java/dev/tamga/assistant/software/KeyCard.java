package dev.tamga.assistant.software;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;

import dev.tamga.assistant.device.Seal;

/** What {@code name.properties} says of a key. */
record KeyCard(String label, String mediumNumber, List<Seal> seals) {
    private static final Set<String> SEAL_KINDS = Set.of("unit", "legal-representative", "signature");
    private static final int MAX_SEALS = 16;
    // PNG §5.2.
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** A missing file is a key without a medium number, named by its id. */
    static KeyCard read(KeyFiles files) throws UnreadableFile {
        if (!Files.exists(files.card())) {
            return new KeyCard(files.id(), "", List.of());
        }
        Properties properties = parse(files);
        String mediumNumber = properties.getProperty("medium-number", "");
        if (!mediumNumber.matches("[0-9A-Za-z]{0,64}")) {
            throw new UnreadableFile(files.card(), "has a medium-number that is not digits or letters");
        }
        return new KeyCard(properties.getProperty("label", files.id()), mediumNumber, seals(files, properties));
    }

    private static Properties parse(KeyFiles files) throws UnreadableFile {
        Properties properties = new Properties();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(KeyFiles.read(files.card())))
                    .toString();
            properties.load(new StringReader(text));
            return properties;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new UnreadableFile(files.card(), "is not a properties file in UTF-8");
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string", e);
        }
    }

    private static List<Seal> seals(KeyFiles files, Properties properties) throws UnreadableFile {
        List<Seal> seals = new ArrayList<>();
        for (int number = 1; number <= MAX_SEALS; number++) {
            String seal = "seal." + number;
            if (properties.getProperty(seal + ".image") == null) {
                break;
            }
            String kind = properties.getProperty(seal + ".kind", "");
            if (!SEAL_KINDS.contains(kind)) {
                throw new UnreadableFile(files.card(), "has a " + seal + ".kind that is none of " + SEAL_KINDS);
            }
            byte[] image = image(files, seal, properties.getProperty(seal + ".image"));
            seals.add(new Seal(properties.getProperty(seal + ".name", kind), kind, image));
        }
        return List.copyOf(seals);
    }

    private static byte[] image(KeyFiles files, String seal, String base64) throws UnreadableFile {
        try {
            byte[] image = Base64.getDecoder().decode(base64.strip());
            if (ByteBuffer.wrap(image, 0, Math.min(image.length, PNG.length)).equals(ByteBuffer.wrap(PNG))) {
                return image;
            }
        } catch (IllegalArgumentException e) {
            // Same answer as for another image format.
        }
        throw new UnreadableFile(files.card(), "has a " + seal + ".image that is not a PNG in base64");
    }
}
