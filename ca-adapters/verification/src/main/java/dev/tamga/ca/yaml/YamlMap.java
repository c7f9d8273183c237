package dev.tamga.ca.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a strict file. Every key that is asked for counts as known; {@link #done()} then refuses the rest, in
 * this mapping and in every mapping that was handed out by it. Methods that begin with {@code find} take an absent key,
 * all others refuse it. Values keep their spelling: {@code 0471} stays a text of four characters.
 */
public final class YamlMap {
    private final String file;
    private final String path;
    private final MappingNode node;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<YamlMap> children = new ArrayList<>();

    YamlMap(String file, String path, MappingNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || Tag.MERGE.equals(key.getTag())) {
                throw new YamlFault(line(tuple.getKeyNode()) + ": the key is not a plain word");
            }
            if (entries.put(key.getValue(), tuple) != null) {
                throw new YamlFault(line(key) + ": " + path + key.getValue() + " is there twice; expected it once");
            }
        }
    }

    /** What faults call the file. */
    public String file() {
        return file;
    }

    /** All keys in the file's order. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Whether a key's value is this one word, such as {@code unknown}; false where the key is absent. */
    public boolean says(String key, String word) {
        return value(key).filter(value -> value instanceof ScalarNode scalar
                && scalar.getValue().equals(word)).isPresent();
    }

    /** Whether a key's value is a mapping, where a word would do as well. */
    public boolean isMap(String key) {
        return value(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /** A scalar's text, not empty. */
    public String text(String key) {
        return scalar(key, required(key));
    }

    public Optional<String> find(String key) {
        return value(key).map(value -> scalar(key, value));
    }

    /** A list of scalars, possibly empty. */
    public List<String> texts(String key) {
        return sequence(key, required(key)).stream().map(item -> scalar(key, item)).toList();
    }

    /** A list of scalars; empty where the key is absent. */
    public List<String> findTexts(String key) {
        return has(key) ? texts(key) : absent(key, List.of());
    }

    public YamlMap map(String key) {
        return child(key, required(key));
    }

    public Optional<YamlMap> findMap(String key) {
        return value(key).map(value -> child(key, value));
    }

    /** A list of mappings, possibly empty. */
    public List<YamlMap> maps(String key) {
        return sequence(key, required(key)).stream().map(item -> child(key, item)).toList();
    }

    /** A list of mappings; empty where the key is absent. */
    public List<YamlMap> findMaps(String key) {
        return has(key) ? maps(key) : absent(key, List.of());
    }

    /** All entries of this mapping as scalars, in the file's order. */
    public Map<String, String> allTexts() {
        Map<String, String> all = new LinkedHashMap<>();
        entries.keySet().forEach(key -> all.put(key, text(key)));
        return all;
    }

    public boolean flag(String key) {
        return choice(key, Map.of("true", true, "false", false));
    }

    public Optional<Boolean> findFlag(String key) {
        return has(key) ? Optional.of(flag(key)) : absent(key, Optional.empty());
    }

    /** A whole number within the bounds, both included. */
    public int number(String key, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        return parse(key, expected, Integer::valueOf, number -> number >= least && number <= most);
    }

    public Optional<Integer> findNumber(String key, int least, int most) {
        return has(key) ? Optional.of(number(key, least, most)) : absent(key, Optional.empty());
    }

    /** An ISO-8601 duration above zero. */
    public Duration duration(String key) {
        String expected = "an ISO-8601 duration such as PT12H";
        return parse(key, expected, Duration::parse, length -> length.isPositive());
    }

    public Optional<Duration> findDuration(String key) {
        return has(key) ? Optional.of(duration(key)) : absent(key, Optional.empty());
    }

    /** One word of a closed list. */
    public <T> T choice(String key, Map<String, T> words) {
        Node value = required(key);
        String word = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        T chosen = words.get(word);
        if (chosen == null) {
            throw fault(key, StrictYaml.oneOf(words.keySet().stream().sorted().toList()));
        }
        return chosen;
    }

    /** Refuses every key that nobody asked for, here and below. */
    public void done() {
        for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                throw new YamlFault(line(entry.getValue().getKeyNode()) + ": " + path + entry.getKey()
                        + " is not a known key; expected " + StrictYaml.oneOf(asked.stream().sorted().toList()));
            }
        }
        children.forEach(YamlMap::done);
    }

    /** As {@link #fault}, without the value: it may be a secret, or one entry of many. */
    public YamlFault faultWithoutValue(String key, String problem) {
        NodeTuple entry = entries.get(key);
        return new YamlFault(line(entry == null ? node : entry.getValueNode()) + ": " + path + key + " " + problem);
    }

    /** The fault that a key's value is not what was expected; the caller throws it. */
    public YamlFault fault(String key, String expected) {
        NodeTuple entry = entries.get(key);
        if (entry == null) {
            return new YamlFault(line(node) + ": " + path + key + " is missing; expected " + expected);
        }
        String found = switch (entry.getValueNode()) {
            case ScalarNode scalar -> "\"" + abridged(scalar.getValue()) + "\"";
            case SequenceNode list -> "a list of " + list.getValue().size();
            default -> "a mapping";
        };
        return new YamlFault(line(entry.getValueNode()) + ": " + path + key + " is " + found
                + "; expected " + expected);
    }

    private static String abridged(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }

    private <T> T parse(String key, String expected, Function<String, T> reader, Predicate<T> rule) {
        try {
            T value = reader.apply(text(key));
            if (rule.test(value)) {
                return value;
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            // Falls through to the one fault that names what was found.
        }
        throw fault(key, expected);
    }

    private <T> T absent(String key, T nothing) {
        asked.add(key);
        return nothing;
    }

    private Optional<Node> value(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    private Node required(String key) {
        return value(key).orElseThrow(() -> fault(key, "it to be there"));
    }

    private String scalar(String key, Node value) {
        // true and ~ are not texts: an operator who means the word quotes it. off and no are, as in YAML 1.2.
        if (value instanceof ScalarNode scalar
                && !scalar.getValue().isBlank()
                && !(Tag.BOOL.equals(scalar.getTag()) && scalar.getValue().matches("(?i)true|false"))
                && !Tag.NULL.equals(scalar.getTag())) {
            return scalar.getValue().strip();
        }
        throw fault(key, "a text");
    }

    private List<Node> sequence(String key, Node value) {
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        throw fault(key, "a list");
    }

    private YamlMap child(String key, Node value) {
        if (value instanceof MappingNode mapping) {
            YamlMap child = new YamlMap(file, path + key + ".", mapping);
            children.add(child);
            return child;
        }
        throw fault(key, "a mapping");
    }

    private String line(Node at) {
        return StrictYaml.at(file, at.getStartMark());
    }
}
