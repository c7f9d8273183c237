package dev.tamga.idp.wiring;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tamga.idp.authorization.PushedRequestEndpoint;
import dev.tamga.idp.claim.Claim;
import dev.tamga.idp.claim.Scope;
import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.jose.UntrustedJwt;
import dev.tamga.idp.platform.Platform.ClientAuthentication;
import dev.tamga.idp.platform.TokenRules.GrantType;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** OpenID Connect Discovery §3: advertises exactly what works; a test compares both. */
final class DiscoveryDocument {
    private DiscoveryDocument() {}

    static Map<String, Object> of(Issuer issuer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer.value());
        document.put("authorization_endpoint", issuer.url("/oauth2/authorize"));
        document.put("pushed_authorization_request_endpoint", issuer.url(PushedRequestEndpoint.PATH));
        document.put("require_pushed_authorization_requests", false);
        document.put("token_endpoint", issuer.url("/oauth2/token"));
        document.put("introspection_endpoint", issuer.url("/oauth2/introspect"));
        document.put("revocation_endpoint", issuer.url("/oauth2/revoke"));
        document.put("userinfo_endpoint", issuer.url("/userinfo"));
        document.put("jwks_uri", issuer.url("/oauth2/jwks"));
        document.put("end_session_endpoint", issuer.url("/connect/logout"));
        document.put("backchannel_logout_supported", true);
        document.put("backchannel_logout_session_supported", true);
        document.put("scopes_supported", Scope.words());
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query", "form_post"));
        document.put("grant_types_supported", words(GrantType.values(), GrantType::word));
        document.put("subject_types_supported", List.of("public", "pairwise"));
        document.put("id_token_signing_alg_values_supported", SigningKeys.ALGORITHMS);
        for (String endpoint : List.of("token", "introspection", "revocation")) {
            document.put(endpoint + "_endpoint_auth_methods_supported",
                    words(ClientAuthentication.values(), ClientAuthentication::word));
            document.put(endpoint + "_endpoint_auth_signing_alg_values_supported", UntrustedJwt.ALGORITHMS);
        }
        document.put("dpop_signing_alg_values_supported", DpopProofs.ALGORITHMS);
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("acr_values_supported", List.of(SignInSessions.ACR));
        document.put("claims_supported", claims());
        document.put("claim_types_supported", List.of("normal"));
        document.put("claims_parameter_supported", true);
        document.put("request_parameter_supported", false);
        document.put("request_uri_parameter_supported", false);
        document.put("authorization_response_iss_parameter_supported", true);
        document.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        document.put("display_values_supported", List.of("page"));
        document.put("ui_locales_supported", List.of("zh-CN", "en"));
        return document;
    }

    private static <E> List<String> words(E[] constants, Function<E, String> word) {
        return Arrays.stream(constants).map(word).toList();
    }

    private static List<String> claims() {
        Stream<String> ofTheSignIn = Stream.of(
                "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash");
        return Stream.concat(ofTheSignIn, Stream.of(Claim.values()).map(Claim::word)).toList();
    }
}
