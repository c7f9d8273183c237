package dev.tamga.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

import dev.tamga.forge.demo.DemoKey;
import dev.tamga.forge.demo.DemoWorld;

/** Binds the demo's companies at first start, the way that a bidder does: page, challenge, assistant, form. */
final class FirstBindings {

    private static final Map<String, String> DIVISIONS = Map.of("呼和浩特市", "150100", "包头市", "150200", "赤峰市", "150400",
            "通辽市", "150500", "鄂尔多斯市", "150600", "呼伦贝尔市", "150700", "乌兰察布市", "150900");

    private final Path note;
    private final Ports ports;
    private final AssistantClient assistant;

    FirstBindings(Place place, Ports ports) {
        this.note = place.folder().resolve("bound");
        this.ports = ports;
        this.assistant = new AssistantClient("http://127.0.0.1:" + ports.get("assistant"), ports.origin("idp"));
    }

    /** Binds what is meant to be bound and is not noted as bound. */
    void run(List<DemoKey> keys) throws IOException, InterruptedException, DemoFault {
        TreeSet<String> bound = new TreeSet<>(Files.exists(note) ? Files.readAllLines(note) : List.of());
        List<DemoKey> missing = keys.stream().filter(key -> key.isBound() && !bound.contains(key.name())).toList();
        if (missing.isEmpty()) {
            return;
        }
        JsonNode inserted = assistant.keys();
        for (DemoKey key : missing) {
            bind(key, AssistantClient.find(inserted, key.name()));
            bound.add(key.name());
            Files.write(note, bound);
        }
    }

    private void bind(DemoKey key, JsonNode inserted) throws IOException, InterruptedException, DemoFault {
        BindingPage page = BindingPage.open(ports.origin("idp"));
        Map<String, String> fields = fields(key, inserted);
        String proof = assistant.sign(key.name(), DemoWorld.PIN, page.challenge(), fields);
        page.submit(fields, proof);
    }

    private static Map<String, String> fields(DemoKey key, JsonNode inserted) {
        String division = DIVISIONS.get(key.holder().city());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subject_name", inserted.path("signing").path("name").asString());
        fields.put("key_number", inserted.path("signing").path("serial").asString());
        fields.put("key_medium_number", inserted.path("medium_number").asString());
        fields.put("unified_social_credit_code", key.holder().creditCode());
        fields.put("division_code", division);
        fields.put("ca_platform", division);
        fields.put("legal_representative", key.holder().person());
        fields.put("applicant_name", "演示经办人");
        fields.put("applicant_phone", "13800000000");
        fields.put("applicant_unit", key.holder().company());
        fields.put("registered_capital", "5000");
        fields.put("subject_types", "bidder");
        fields.put("enterprise_key_confirmed", "true");
        return fields;
    }
}
