package dev.tamga.idp.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.signin.Challenges.Issued;

/** Gives a page's script the challenge that it hands to the assistant. */
@Controller
final class ChallengeController {
    private static final int MAX_BYTES = 1024;

    private final Challenges challenges;
    private final BrowserCookie browsers;

    ChallengeController(Challenges challenges, BrowserCookie browsers) {
        this.challenges = challenges;
        this.browsers = browsers;
    }

    private record Wanted(@JsonProperty("purpose") String purpose) {}

    @PostMapping(path = "/challenge", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> issue(
            InputStream body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Issued issued = challenges.issue(purpose(body), browsers.ensure(request, response));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of(
                "purpose", issued.purpose().word(),
                "nonce", issued.nonce(),
                "expires", issued.expiresAt().getEpochSecond()));
    }

    // Only what a page of ours asks for: a stranger's script gets no challenge for a purpose without a page.
    private static Purpose purpose(InputStream body) throws IOException {
        byte[] json = body.readNBytes(MAX_BYTES + 1);
        if (json.length > MAX_BYTES) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "body is larger than " + MAX_BYTES);
        }
        String word = word(new String(json, StandardCharsets.UTF_8));
        if (word.equals("sign-in") || word.equals("bind")) {
            return Purpose.of(word);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "purpose is not sign-in or bind");
    }

    private static String word(String json) {
        try {
            Wanted wanted = ProofReader.JSON.readValue(json, Wanted.class);
            return wanted == null ? "" : wanted.purpose();
        } catch (JacksonException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "body is not {\"purpose\": …}");
        }
    }
}
