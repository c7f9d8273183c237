package dev.tamga.idp.authorization;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import dev.tamga.idp.authorization.AuthorizationError.Target;

/** Back to the platform from a page where signing in failed: the platform is told, once, that nothing came of it. */
@Controller
final class LeaveController {
    private final AuthorizationRequests requests;
    private final AuthorizationResponses responses;
    private final Browsers browsers;

    LeaveController(AuthorizationRequests requests, AuthorizationResponses responses, Browsers browsers) {
        this.requests = requests;
        this.responses = responses;
        this.browsers = browsers;
    }

    @PostMapping("/sign-in/leave")
    void leave(@RequestParam("request") String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException, ServletException {
        PendingRequest request = browsers.find(http)
                .flatMap(browser -> requests.find(id, browser))
                .filter(requests::fulfil)
                .orElseThrow(() -> AuthorizationError.page("request has expired or was answered already"));
        responses.sendError(
                AuthorizationError.to(Target.of(request.parameters()), "access_denied", "the bidder did not sign in"),
                http, response);
    }
}
