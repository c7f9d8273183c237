package dev.tamga.idp.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tamga.idp.unbinding.UnbindingDesk;
import dev.tamga.idp.unbinding.UnbindingDesk.Case;
import dev.tamga.idp.unbinding.UnbindingDesk.Outcome;
import dev.tamga.idp.web.PlainText;

/** {@code unbinding list}, {@code show}, {@code approve} and {@code refuse}: until the operations console does it. */
public final class UnbindingCommands implements Area {
    private static final int LONGEST_REASON = 500;
    private static final List<String> NUMBER = List.of("NUMBER");

    private final UnbindingDesk desk;

    public UnbindingCommands(UnbindingDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.reading("unbinding list", invocation -> list(desk.listOpen())),
                // It shows names and identity papers: who looked at them is audited like a change.
                new Command("unbinding show", NUMBER, Set.of(), true, this::show),
                new Command("unbinding approve", NUMBER, Set.of(), true, this::approve),
                new Command("unbinding refuse", NUMBER, Set.of(), true, this::refuse).withReason());
    }

    private static Answer list(List<Case> open) {
        List<String> lines = new ArrayList<>(List.of("Waiting for a decision (" + open.size() + "):"));
        open.forEach(waiting -> lines.add("  " + waiting.number() + "  " + waiting.filedAt() + "  "
                + waiting.kind() + "  " + waiting.name() + "  " + waiting.owner() + "  " + binding(waiting)));
        return Answer.done(plain(lines), Map.of("requests", open.stream().map(UnbindingCommands::json).toList()));
    }

    private Answer show(Invocation invocation) {
        String number = invocation.arguments().getFirst();
        Optional<Case> found = desk.find(number);
        return found.map(UnbindingCommands::shown).orElseGet(() -> unknown(number));
    }

    private static Answer shown(Case request) {
        List<String> lines = new ArrayList<>(List.of(
                "request   " + request.number() + "  " + request.state(),
                "filed     " + request.filedAt(),
                "for       " + request.kind() + "  " + request.name() + "  " + request.owner(),
                "binding   " + binding(request),
                "signed in " + request.lastSignIn().map(at -> at + since(request, at)).orElse("not in 180 days"),
                "approved  " + approved(request),
                "contact   " + String.join("  ", request.contact()),
                "reason    " + request.reason()));
        request.decision().ifPresent(decision ->
                lines.add("decided   " + request.decidedAt().orElseThrow() + "  " + decision));
        request.scans().forEach(scan -> lines.add("file      " + scan.purpose() + "  " + scan.path()));
        return Answer.done(plain(lines), json(request));
    }

    // Whoever has the other key may be whom the company wants to be rid of: nobody can see that but the applicant.
    private static String approved(Case request) {
        if (request.binding() != UnbindingDesk.Binding.AS_FILED) {
            return "cannot be";
        }
        return request.successor().map(next -> "key " + next.keyNumber() + " of " + next.ca() + ", bound " + next.boundAt()
                        + ", becomes the primary key: does the applicant know who has it?")
                .orElse("leaves no key, and the subject may be bound anew");
    }

    private static String since(Case request, Instant at) {
        return at.isAfter(request.filedAt()) ? "  SINCE IT WAS FILED: the key is in use" : "";
    }

    // Strangers wrote parts of them: those must not look like lines of ours, nor move a terminal's cursor.
    private static List<String> plain(List<String> lines) {
        return lines.stream().map(PlainText::oneLine).toList();
    }

    private static String binding(Case request) {
        return switch (request.binding()) {
            case NONE -> "nothing was bound when it was filed";
            case AS_FILED -> "bound, as when it was filed";
            case CHANGED -> "not the key any more that was bound when it was filed";
        };
    }

    private Answer approve(Invocation invocation) {
        String number = invocation.arguments().getFirst();
        return answer(number, "approved; the binding has ended",
                desk.approve(number, invocation.operator().orElseThrow()));
    }

    private Answer refuse(Invocation invocation) {
        String number = invocation.arguments().getFirst();
        Optional<String> reason = invocation.reason()
                .map(text -> text.strip().replaceAll("\\p{Cntrl}", " "))
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_REASON);
        if (reason.isEmpty()) {
            return Answer.wrong("unbinding refuse: expected --reason and what the applicant is told, at most "
                    + LONGEST_REASON + " characters");
        }
        return answer(number, "refused", desk.refuse(number, invocation.operator().orElseThrow(), reason.get()));
    }

    private Answer answer(String number, String done, Outcome outcome) {
        return switch (outcome) {
            case DONE -> Answer.done(
                    List.of("request " + number + ": " + done), Map.of("number", number, "done", true));
            case UNKNOWN -> unknown(number);
            case DECIDED_BEFORE ->
                Answer.refused("request " + number + " is decided already; \"unbinding show\" says how");
            case NOTHING_BOUND -> Answer.refused("request " + number
                    + ": nothing was bound under that code, so there is nothing to end; refuse it and say so");
            case BINDING_CHANGED -> Answer.refused("request " + number + ": another key is bound now than when it was "
                    + "filed, so this request does not speak of it; refuse it and say so");
        };
    }

    private static Answer unknown(String number) {
        return Answer.refused("no request " + number + "; \"unbinding list\" shows those that wait");
    }

    private static Map<String, Object> json(Case request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", request.number());
        json.put("state", request.state());
        json.put("kind", request.kind());
        json.put("name", request.name());
        json.put("owner", request.owner());
        json.put("binding", request.binding().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("contact", request.contact());
        json.put("reason", request.reason());
        json.put("filed_at", request.filedAt().toString());
        request.lastSignIn().ifPresent(at -> json.put("last_sign_in", at.toString()));
        request.successor().ifPresent(next -> json.put("successor", next.ca() + " " + next.keyNumber()));
        request.decidedAt().ifPresent(at -> json.put("decided_at", at.toString()));
        request.decision().ifPresent(decision -> json.put("decision", decision));
        json.put("files", request.scans().stream()
                .map(scan -> Map.of("purpose", scan.purpose(), "path", scan.path().toString()))
                .toList());
        return json;
    }
}
