package dev.tamga.idp.session;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** How long the session still lives, in seconds; asking does not prolong it, posting does. For the notice on each page. */
@Controller
final class SessionController {
    private final SignInSessions sessions;

    SessionController(SignInSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/session")
    ResponseEntity<Map<String, Long>> left(HttpServletRequest request) {
        return ResponseEntity.ok(Map.of("left", sessions.peek(request).toSeconds()));
    }

    /** With the CSRF token, so that no other site keeps a session alive. */
    @PostMapping("/session")
    ResponseEntity<Map<String, Long>> goOn(HttpServletRequest request) {
        long left = sessions.current(request).map(sessions::left).map(java.time.Duration::toSeconds).orElse(0L);
        return ResponseEntity.ok(Map.of("left", left));
    }
}
