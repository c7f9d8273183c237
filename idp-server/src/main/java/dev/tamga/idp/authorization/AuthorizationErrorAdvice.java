package dev.tamga.idp.authorization;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Pages of a request refuse it as the endpoint itself would. */
@ControllerAdvice
final class AuthorizationErrorAdvice {
    private final AuthorizationResponses responses;

    AuthorizationErrorAdvice(AuthorizationResponses responses) {
        this.responses = responses;
    }

    @ExceptionHandler(AuthorizationError.class)
    void failed(AuthorizationError error, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        responses.failed(request, response, error);
    }
}
