package dev.tamga.sample.probe;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.sample.probe.Markup.Tag;

/** What the provider answered. */
record Reply(URI uri, int status, String location, String type, String text) {
    private static final JsonMapper JSON = new JsonMapper();

    boolean isRedirect() {
        return status >= 300 && status < 400 && !location.isEmpty();
    }

    /** @throws StepFailed if the provider refused, with its code and incident, or answered anything but 200 */
    Reply accepted() throws StepFailed {
        Optional<String> refusal = type.contains("json") ? problem() : refusalPage();
        if (refusal.isPresent()) {
            throw new StepFailed(refusal.get());
        }
        if (status != 200) {
            throw new StepFailed(place() + " answered with status " + status);
        }
        return this;
    }

    /** RFC 9457. */
    private Optional<String> problem() throws StepFailed {
        if (status < 400) {
            return Optional.empty();
        }
        JsonNode json = json();
        return Optional.of(place() + " answered with status " + status + ": " + json.path("code").asString("no code")
                + incident(json.path("incident").asString("")));
    }

    private Optional<String> refusalPage() {
        return new Markup(text).tags().stream()
                .filter(tag -> tag.name().equals("main") && tag.find("data-code").isPresent())
                .findFirst()
                .map(tag -> "refused: " + tag.attributes().get("data-code")
                        + incident(tag.find("data-incident").orElse("")));
    }

    private static String incident(String incident) {
        return incident.isEmpty() ? "" : " (incident " + incident + ")";
    }

    JsonNode json() throws StepFailed {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new StepFailed(place() + " answered with JSON that cannot be read", e);
        }
    }

    /** @throws StepFailed if the page has no such form */
    Form form(String id) throws StepFailed {
        Map<String, String> fields = new LinkedHashMap<>();
        Tag form = null;
        for (Tag tag : new Markup(text).tags()) {
            if (form == null && tag.name().equals("form") && tag.is("id", id)) {
                form = tag;
            } else if (form != null && tag.name().equals("/form")) {
                return new Form(form.find("action").orElse(uri.getRawPath()), fields);
            } else if (form != null && tag.name().equals("input") && tag.is("type", "hidden")) {
                tag.find("name").ifPresent(name -> fields.put(name, tag.find("value").orElse("")));
            }
        }
        throw new StepFailed(place() + " has no form \"" + id + "\"");
    }

    /** Where the link with this id leads. */
    String link(String id) throws StepFailed {
        return new Markup(text).tags().stream()
                .filter(tag -> tag.name().equals("a") && tag.is("id", id))
                .findFirst()
                .flatMap(tag -> tag.find("href"))
                .orElseThrow(() -> new StepFailed(place() + " has no link \"" + id + "\""));
    }

    Optional<String> meta(String name) {
        return new Markup(text).tags().stream()
                .filter(tag -> tag.name().equals("meta") && tag.is("name", name))
                .findFirst()
                .flatMap(tag -> tag.find("content"));
    }

    /** Without the query, which may hold a code. */
    private String place() {
        return uri.getRawPath();
    }

    @Override
    public String toString() {
        return "Reply[" + place() + " " + status + "]";
    }
}
