package dev.tamga.idp.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tamga.ca.explain.Explanation;
import dev.tamga.ca.explain.Finding;

/** An explanation as a block of text. */
final class ReadableText {
    private ReadableText() {}

    static String of(Path file, Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(file + ": " + explanation.refusal()
                .map(refusal -> "refused, " + refusal.code())
                .orElse("accepted"));
        for (Finding finding : explanation.findings()) {
            lines.add(String.format("  %s %-10s %s",
                    finding.isPassed() ? "✓" : "✗", finding.step().word(), finding.facts()));
        }
        explanation.notes().forEach(note -> lines.add("  · " + note));
        explanation.refusal().ifPresent(refusal -> lines.add("  → " + Advice.of(refusal.code())));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
