package dev.tamga.idp.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;

/** RFC 9457 problem details; code and incident are of a safe alphabet. */
public record Problem(int status, String code, String incident) implements View {
    private static final String BODY = """
            {"type":"urn:tamga:error:%1$s","title":"%1$s","status":%2$d,"code":"%1$s","incident":"%3$s"}""";

    @Override
    public String getContentType() {
        return MediaType.APPLICATION_PROBLEM_JSON_VALUE;
    }

    @Override
    public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(status);
        response.setContentType(getContentType());
        response.getOutputStream()
                .write(BODY.formatted(code, status, incident).getBytes(StandardCharsets.UTF_8));
    }
}
