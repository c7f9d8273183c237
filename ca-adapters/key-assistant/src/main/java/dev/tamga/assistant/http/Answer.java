package dev.tamga.assistant.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** One answer: status, media type and body. */
record Answer(int status, String mediaType, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JSON_TYPE = "application/json";

    static Answer json(Map<String, Object> members) {
        return new Answer(200, JSON_TYPE, JSON.writeValueAsBytes(members));
    }

    static Answer problem(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("code", problem.code().word());
        members.put("message", problem.getMessage());
        problem.triesLeft().ifPresent(left -> members.put("tries_left", left));
        return new Answer(problem.code().status(), JSON_TYPE, JSON.writeValueAsBytes(members));
    }

    static Answer nothing() {
        return new Answer(204, "", new byte[0]);
    }

    /** A file beside this class. */
    static Answer file(String name, String mediaType) {
        try (InputStream in = Answer.class.getResourceAsStream(name)) {
            return new Answer(200, mediaType, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar lacks " + name, e);
        }
    }
}
