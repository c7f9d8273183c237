package dev.tamga.idp.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.security.authentication.AbstractAuthenticationToken;

import dev.tamga.idp.dpop.DpopProofs;

/** A pushed request (RFC 9126), first unchecked, then answered, in the shape that Spring's filter passes around. */
final class PushedRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Map<String, String[]> parameters;
    private final transient Optional<String> clientId;
    private final transient Arrival arrival;
    private final transient Optional<String> answer;

    /**
     * How it came.
     *
     * @param inAddress whether any parameters stand in the address
     * @param target with the proofs of possession that came along
     */
    record Arrival(boolean inAddress, DpopProofs.Target target) {}

    private PushedRequest(
            Map<String, String[]> parameters, Arrival arrival, Optional<String> clientId, Optional<String> answer) {
        super(List.of());
        this.parameters = parameters;
        this.arrival = arrival;
        this.clientId = clientId;
        this.answer = answer;
    }

    /** @param clientId of the platform that authenticated; empty where none did */
    static PushedRequest of(Map<String, String[]> parameters, Arrival arrival, Optional<String> clientId) {
        return new PushedRequest(parameters, arrival, clientId, Optional.empty());
    }

    PushedRequest answered(String requestUri) {
        PushedRequest answered = new PushedRequest(parameters, arrival, clientId, Optional.of(requestUri));
        answered.setAuthenticated(true);
        return answered;
    }

    Map<String, String[]> parameters() {
        return parameters;
    }

    Arrival arrival() {
        return arrival;
    }

    Optional<String> clientId() {
        return clientId;
    }

    /** The request_uri. */
    String answer() {
        return answer.orElseThrow();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "";
    }
}
