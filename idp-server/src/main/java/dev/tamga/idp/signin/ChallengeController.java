package dev.tamga.idp.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

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
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.Challenges.Issued;

/** Gives a page's script the challenge that it hands to the assistant. */
@Controller
final class ChallengeController {
    private static final int MAX_BYTES = 1024;
    /** A stranger's script gets no challenge for what strangers have no page for. */
    private static final Set<Purpose> FROM_A_SESSION = EnumSet.of(Purpose.ADD_KEY, Purpose.UNFREEZE);

    private final Challenges challenges;
    private final BrowserCookie browsers;
    private final SignInSessions sessions;

    ChallengeController(Challenges challenges, BrowserCookie browsers, SignInSessions sessions) {
        this.challenges = challenges;
        this.browsers = browsers;
        this.sessions = sessions;
    }

    private record Wanted(@JsonProperty("purpose") String purpose) {}

    @PostMapping(path = "/challenge", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> issue(
            InputStream body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Purpose purpose = purpose(body);
        if (FROM_A_SESSION.contains(purpose) && sessions.current(request).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, purpose.word() + " is for who is signed in");
        }
        Issued issued = challenges.issue(purpose, browsers.ensure(request, response));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of(
                "purpose", issued.purpose().word(),
                "nonce", issued.nonce(),
                "expires", issued.expiresAt().getEpochSecond()));
    }

    private static Purpose purpose(InputStream body) throws IOException {
        byte[] json = body.readNBytes(MAX_BYTES + 1);
        if (json.length > MAX_BYTES) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "body is larger than " + MAX_BYTES);
        }
        String word = word(new String(json, StandardCharsets.UTF_8));
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such purpose"));
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
