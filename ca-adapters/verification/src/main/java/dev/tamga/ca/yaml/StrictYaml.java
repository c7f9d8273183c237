package dev.tamga.ca.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads one YAML file into a {@link YamlMap}: one document of at most 64 KiB of UTF-8, a mapping at the top, no
 * duplicate keys, no tags, no anchors and aliases (which is how a small file becomes a huge one). No Java object is
 * ever made from a file: only the node graph is read.
 */
public final class StrictYaml {
    /** Longest file that is read, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 12;

    private StrictYaml() {}

    /** @throws YamlFault if the file cannot be read or is not of the form above */
    public static YamlMap read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new YamlFault(file + ": the file has " + Files.size(file)
                        + " bytes; expected at most " + MAX_BYTES);
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new YamlFault(file + ": the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Reads a file's content.
     *
     * @param name what faults call the file
     */
    public static YamlMap read(String name, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new YamlFault(name + ": the file has " + content.length + " bytes; expected at most " + MAX_BYTES);
        }
        String text = utf8(name, content);
        try {
            refuseTagsAndAliases(name, text);
            Node root = new Yaml(options()).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return new YamlMap(name, "", mapping);
            }
            throw new YamlFault(name + ":1: the file is not a mapping; expected \"key: value\" lines");
        } catch (MarkedYAMLException e) {
            throw new YamlFault(at(name, e.getProblemMark()) + ": not readable as YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new YamlFault(name + ": not readable as YAML: " + e.getMessage());
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_BYTES);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(0);
        return options;
    }

    private static void refuseTagsAndAliases(String name, String text) {
        for (Event event : new Yaml(options()).parse(new StringReader(text))) {
            if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
                throw new YamlFault(at(name, event.getStartMark())
                        + ": anchors and aliases are not accepted; repeat the value");
            }
            String tag = event instanceof ScalarEvent scalar ? scalar.getTag()
                    : event instanceof CollectionStartEvent start ? start.getTag() : null;
            if (tag != null) {
                throw new YamlFault(at(name, event.getStartMark()) + ": tag is \"" + tag
                        + "\"; expected a plain value");
            }
        }
    }

    private static String utf8(String name, byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new YamlFault(name + ": the file is not UTF-8");
        }
    }

    static String at(String name, Mark mark) {
        return mark == null ? name : name + ":" + (mark.getLine() + 1);
    }

    static String oneOf(Collection<String> words) {
        return "one of " + String.join(", ", words);
    }
}
