package dev.tamga.idp.signin;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A request that no page of ours sends: answered with 400, not with the page of a refusal. */
final class MalformedProof extends ResponseStatusException {
    private static final long serialVersionUID = 1;

    MalformedProof(String reason) {
        super(HttpStatus.BAD_REQUEST, reason);
    }
}
