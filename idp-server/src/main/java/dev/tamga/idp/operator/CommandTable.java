package dev.tamga.idp.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;

/** Every command, and what holds for all of them: who changes something is named, and audited. */
public final class CommandTable {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@ -]{0,63}");

    private final List<Command> commands;
    private final Audit audit;

    CommandTable(List<Command> commands, Audit audit) {
        this.commands = commands;
        this.audit = audit;
    }

    public static CommandTable of(List<Area> areas, Audit audit) {
        return new CommandTable(areas.stream().flatMap(area -> area.commands().stream()).toList(), audit);
    }

    /** What the client sends. */
    record Request(
            List<String> words, Optional<String> operator, Optional<String> file, Optional<String> confirmed,
            Optional<String> reason) {}

    Answer run(Request request) {
        Optional<Command> found = commands.stream()
                .filter(command -> startsWith(request.words(), command.words()))
                .findFirst();
        if (found.isEmpty()) {
            return usage("unknown command \"" + String.join(" ", request.words()) + "\"");
        }
        Command command = found.get();
        List<String> rest = request.words().subList(command.words().split(" ").length, request.words().size());
        Words words = Words.of(rest, command.flags());
        if (!words.fit(command) || request.reason().isPresent() && !command.wantsReason()) {
            return usage("\"" + String.join(" ", request.words()) + "\" is not of the form \""
                    + command.usage() + "\"");
        }
        if (command.changes() && request.operator().filter(name -> NAME.matcher(name).matches()).isEmpty()) {
            return Answer.wrong(command.words() + ": expected --operator and the name of whoever does it");
        }
        return run(command, new Invocation(
                words.arguments(), words.flags(), request.operator(), request.file(), request.confirmed(),
                request.reason()));
    }

    private Answer run(Command command, Invocation invocation) {
        Answer answer = command.action().apply(invocation);
        if (command.changes() && answer.confirm().isEmpty()) {
            List<String> words = new ArrayList<>(List.of(command.words()));
            words.addAll(invocation.arguments());
            invocation.flags().forEach((flag, value) -> words.add(value.isEmpty() ? flag : flag + " " + value));
            audit.record(AuditEvent.of(AuditEvent.Type.OPERATION)
                    .code(answer.exit() == Answer.DONE ? "done" : "refused")
                    .detail(invocation.operator().orElseThrow() + ": " + String.join(" ", words)));
        }
        return answer;
    }

    private Answer usage(String fault) {
        List<String> lines = new ArrayList<>(List.of(fault, "", "Commands of the running server:"));
        commands.forEach(command -> lines.add("  " + command.usage()));
        return new Answer(Answer.WRONG, lines, Map.of("error", fault), Optional.empty());
    }

    private static boolean startsWith(List<String> words, String command) {
        List<String> wanted = List.of(command.split(" "));
        return words.size() >= wanted.size() && words.subList(0, wanted.size()).equals(wanted);
    }
}
