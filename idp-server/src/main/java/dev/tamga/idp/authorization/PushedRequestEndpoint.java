package dev.tamga.idp.authorization;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

import dev.tamga.idp.dpop.DpopProof;
import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.web.OauthAnswers;

/**
 * RFC 9126: a platform hands its request in beforehand, authenticated, and the browser brings only its name. Every
 * fault is told as JSON ({@link OauthAnswers#failed}).
 */
public final class PushedRequestEndpoint implements AuthenticationProvider {
    public static final String PATH = "/oauth2/par";

    private final AuthorizationRequests requests;
    private final DpopProofs proofs;

    public PushedRequestEndpoint(AuthorizationRequests requests, DpopProofs proofs) {
        this.requests = requests;
        this.proofs = proofs;
    }

    /** Spring's pushedAuthorizationRequestConverter; its filter for client authentication stands before. */
    public static Authentication convert(HttpServletRequest request) {
        Authentication client = SecurityContextHolder.getContext().getAuthentication();
        PushedRequest.Arrival arrival =
                new PushedRequest.Arrival(request.getQueryString() != null, DpopProofs.Target.of(request));
        return PushedRequest.of(request.getParameterMap(), arrival,
                client instanceof OAuth2ClientAuthenticationToken platform && platform.isAuthenticated()
                        ? Optional.of(platform.getRegisteredClient().getClientId())
                        : Optional.empty());
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        PushedRequest pushed = (PushedRequest) authentication;
        String platform = pushed.clientId()
                .orElseThrow(() -> OauthAnswers.of("invalid_client", "client authentication failed"));
        Map<String, String[]> parameters = new HashMap<>(pushed.parameters());
        if (pushed.arrival().inAddress()) {
            throw OauthAnswers.of("invalid_request", "parameters belong in the form");
        }
        // RFC 9126 §2.1, before the rules would call it unsupported.
        if (parameters.containsKey("request_uri")) {
            throw OauthAnswers.of("invalid_request", "request_uri must not be pushed");
        }
        // Where the platform named itself elsewhere, such as in the Authorization header.
        String[] named = parameters.computeIfAbsent("client_id", name -> new String[] {platform});
        if (named.length != 1 || !named[0].equals(platform)) {
            throw OauthAnswers.of("invalid_request", "client_id is not the platform that authenticated");
        }
        bindToKey(parameters, pushed.arrival().target());
        return pushed.answered(requests.push(parameters).uri());
    }

    /** RFC 9449 §10.1: a proof that comes along is as good as dpop_jkt, and has to agree with it. */
    private void bindToKey(Map<String, String[]> parameters, DpopProofs.Target target) {
        DpopProof proof = proofs.check(target, Optional.empty());
        if (proof instanceof DpopProof.Refused refused) {
            throw OauthAnswers.of("invalid_dpop_proof", refused.reason());
        }
        proof.key().ifPresent(key -> {
            String[] named = parameters.computeIfAbsent("dpop_jkt", name -> new String[] {key});
            if (named.length != 1 || !named[0].equals(key)) {
                throw OauthAnswers.of("invalid_dpop_proof", "dpop_jkt is not the key of the proof");
            }
        });
    }

    /** Spring's pushedAuthorizationResponseHandler, RFC 9126 §2.2. */
    public void pushed(HttpServletRequest request, HttpServletResponse response, Authentication answer)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("request_uri", ((PushedRequest) answer).answer());
        body.put("expires_in", requests.pushedLifetime().toSeconds());
        response.setStatus(HttpServletResponse.SC_CREATED);
        OauthAnswers.writeJson(response, body);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return PushedRequest.class.isAssignableFrom(authentication);
    }
}
