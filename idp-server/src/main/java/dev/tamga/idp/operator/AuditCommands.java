package dev.tamga.idp.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tamga.idp.audit.AuditVerification;

/** {@code audit verify}. */
public final class AuditCommands implements Area {
    private final AuditVerification verification;

    public AuditCommands(AuditVerification verification) {
        this.verification = verification;
    }

    @Override
    public List<Command> commands() {
        return List.of(Command.reading("audit verify", invocation -> verify()));
    }

    private Answer verify() {
        AuditVerification.Report report = verification.run();
        List<String> lines = new ArrayList<>(report.faults());
        lines.add((report.faults().isEmpty() ? "The audit is as it was sealed: " : "Checked ") + report.events()
                + " events under " + report.seals() + " seals of " + report.nodes() + " nodes");
        Map<String, Object> result = Map.of(
                "faults", report.faults(), "events", report.events(), "seals", report.seals(), "nodes", report.nodes());
        return report.faults().isEmpty() ? Answer.done(lines, result) : Answer.refused(lines, result);
    }
}
