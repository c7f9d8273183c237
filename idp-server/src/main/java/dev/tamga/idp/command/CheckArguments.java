package dev.tamga.idp.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of {@code ca check}.
 *
 * @param conf the CAs' configuration; empty with anchors
 * @param crls the only CRLs that count; empty where the CAs are asked
 */
record CheckArguments(
        List<Path> files,
        Instant at,
        Optional<Path> conf,
        Optional<Path> anchors,
        Optional<Path> intermediates,
        Optional<Path> crls,
        boolean asksNetwork,
        boolean isJson) {
    private static final Set<String> FLAGS = Set.of("--no-network", "--json");
    private static final Set<String> OPTIONS =
            Set.of("--conf", "--anchors", "--intermediates", "--crls", "--at");
    private static final Path SHIPPED = Path.of("conf", "ca");
    // The same day in Beijing, where the bidders are, and in UTC, in which certificates are written.
    private static final LocalTime NOON = LocalTime.NOON;
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /** @param now the moment to check for, where the arguments name none */
    static CheckArguments read(List<String> arguments, Instant now) throws Usage {
        Set<String> flags = new HashSet<>();
        Map<String, String> options = new HashMap<>();
        List<Path> files = new ArrayList<>();
        boolean filesOnly = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            String name = argument.replaceFirst("=.*", "");
            if (!filesOnly && argument.equals("--")) {
                filesOnly = true;
            } else if (filesOnly || !argument.startsWith("--")) {
                files.add(path(argument));
            } else if (FLAGS.contains(argument)) {
                flags.add(argument);
            } else if (OPTIONS.contains(name)) {
                put(options, name, argument.equals(name) ? value(name, rest) : argument.substring(name.length() + 1));
            } else {
                throw new Usage("unknown option \"" + argument + "\"");
            }
        }
        return checked(files, options, flags, now);
    }

    private static CheckArguments checked(
            List<Path> files, Map<String, String> options, Set<String> flags, Instant now) throws Usage {
        if (files.isEmpty()) {
            throw new Usage("no file is named; expected ca check FILE…");
        }
        Optional<Path> anchors = folder(options, "--anchors");
        if (anchors.isPresent() && options.containsKey("--conf")) {
            throw new Usage("--anchors and --conf are both there; expected one: anchors alone, or the configuration");
        }
        if (anchors.isEmpty() && options.containsKey("--intermediates")) {
            throw new Usage("--intermediates is there without --anchors; configured CAs bring their own");
        }
        return new CheckArguments(
                List.copyOf(files),
                options.containsKey("--at") ? instant(options.get("--at")) : now,
                anchors.isPresent() ? Optional.empty() : Optional.of(conf(options)),
                anchors,
                folder(options, "--intermediates"),
                folder(options, "--crls"),
                !flags.contains("--no-network"),
                flags.contains("--json"));
    }

    private static void put(Map<String, String> options, String name, String value) throws Usage {
        if (value.isBlank() || options.put(name, value) != null) {
            throw new Usage(name + " is there twice or without a value; expected it once, with one");
        }
    }

    private static String value(String name, Iterator<String> rest) throws Usage {
        if (!rest.hasNext()) {
            throw new Usage(name + " is the last argument; expected a value after it");
        }
        return rest.next();
    }

    private static Path conf(Map<String, String> options) throws Usage {
        Path named = folder(options, "--conf").orElse(SHIPPED);
        Path folder = Files.isDirectory(named.resolve("ca")) ? named.resolve("ca") : named;
        if (!Files.isDirectory(folder)) {
            throw new Usage("there is no folder " + folder + "; expected the CAs' configuration there, --conf DIR, or"
                    + " --anchors DIR to check without one");
        }
        return folder;
    }

    private static Optional<Path> folder(Map<String, String> options, String name) throws Usage {
        if (!options.containsKey(name)) {
            return Optional.empty();
        }
        Path folder = path(options.get(name));
        if (!Files.exists(folder)) {
            throw new Usage(name + " is " + folder + ", which is not there; expected a folder");
        }
        return Optional.of(folder);
    }

    private static Path path(String text) throws Usage {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Usage("\"" + text + "\" is no path: " + e.getReason());
        }
    }

    private static Instant instant(String text) throws Usage {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atTime(NOON).atZone(BEIJING).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Usage("--at is \"" + text + "\"; expected a time such as 2026-11-21T02:00:00Z or a date");
        }
    }
}
