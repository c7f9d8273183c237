package dev.tamga.idp.account;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.audit.Trail;
import dev.tamga.idp.binding.OwnRecords;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.consent.Consents;
import dev.tamga.idp.grant.HeldGrants;
import dev.tamga.idp.platform.SubjectIdentifiers;
import dev.tamga.idp.session.HeldSessions;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.unbinding.HeldRequests;
import dev.tamga.idp.web.DisplayTime;

/**
 * Writes what every feature keeps of a subject, names as in the tables and tokens. There is no secret among it: codes,
 * tokens and cookies are kept as hashes, and those are left out; an identity number is kept masked.
 */
public final class OwnData {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EVENTS_AT_ONCE = 500;

    private final Records records;
    private final Visits visits;
    private final Trail trail;
    private final Audit audit;
    private final DisplayTime times;

    /** The subject itself. */
    public record Records(Subjects subjects, OwnRecords own, Consents consents, HeldRequests requests) {}

    /** Where it went. */
    public record Visits(HeldSessions sessions, HeldGrants grants, SubjectIdentifiers identifiers) {}

    public OwnData(Records records, Visits visits, Trail trail, Audit audit, DisplayTime times) {
        this.records = records;
        this.visits = visits;
        this.trail = trail;
        this.audit = audit;
        this.times = times;
    }

    void write(SignInSession session, OutputStream out) {
        String id = session.subjectId();
        audit.record(AuditEvent.of(AuditEvent.Type.DATA_DOWNLOADED)
                .subject(id).key(session.ca().value(), session.keyNumber()));
        try (JsonGenerator json = JSON.writerWithDefaultPrettyPrinter().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("written_at", times.now().toString());
            json.writePOJOProperty("subject", DataObjects.subject(
                    records.subjects().find(id).orElseThrow(), records.own().findApplication(id).orElseThrow()));
            write(json, "keys", records.subjects().listKeys(id).stream().map(DataObjects::key).toList());
            write(json, "consents", records.consents().list(id).stream().map(DataObjects::consent).toList());
            write(json, "unbinding_requests", records.requests().list(id).stream().map(DataObjects::request).toList());
            write(json, "sessions", visits.sessions().list(id).stream().map(DataObjects::session).toList());
            write(json, "grants", visits.grants().list(id).stream().map(DataObjects::grant).toList());
            json.writePOJOProperty("pairwise_subjects", visits.identifiers().list(id));
            json.writeArrayPropertyStart("events");
            writeEvents(id, json);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String name, List<Map<String, Object>> rows) {
        json.writeArrayPropertyStart(name);
        rows.forEach(json::writePOJO);
        json.writeEndArray();
    }

    // Page by page: years of events need not fit into memory.
    private void writeEvents(String subjectId, JsonGenerator json) {
        Optional<Trail.Place> next = Optional.of(Trail.Place.newest(times.now()));
        while (next.isPresent()) {
            List<Trail.Entry> page =
                    trail.list(subjectId, new Trail.Page(next.get(), Instant.EPOCH, EVENTS_AT_ONCE));
            page.stream().map(DataObjects::event).forEach(json::writePOJO);
            next = page.size() < EVENTS_AT_ONCE ? Optional.empty() : Optional.of(page.getLast().place());
        }
    }
}
