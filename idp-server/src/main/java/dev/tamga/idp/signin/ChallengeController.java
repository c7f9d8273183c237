package dev.tamga.idp.signin;

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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ResponseStatusException;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.signin.Challenges.Issued;

/** Gives a page's script the challenge that it hands to the assistant. */
@Controller
final class ChallengeController {
    private final Challenges challenges;
    private final BrowserCookie browsers;

    ChallengeController(Challenges challenges, BrowserCookie browsers) {
        this.challenges = challenges;
        this.browsers = browsers;
    }

    record Wanted(@JsonProperty("purpose") String purpose) {}

    @PostMapping(path = "/challenge", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> issue(
            @RequestBody Wanted wanted, HttpServletRequest request, HttpServletResponse response) {
        Issued issued = challenges.issue(purpose(wanted.purpose()), browsers.ensure(request, response));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of(
                "purpose", issued.purpose().word(),
                "nonce", issued.nonce(),
                "expires", issued.expiresAt().getEpochSecond()));
    }

    // Only what a page of ours asks for: a stranger's script gets no challenge for a purpose without a page.
    private static Purpose purpose(String word) {
        if ("sign-in".equals(word) || "bind".equals(word)) {
            return Purpose.of(word);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "purpose is not sign-in or bind");
    }
}
