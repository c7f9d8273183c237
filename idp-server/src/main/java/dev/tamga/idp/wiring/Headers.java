package dev.tamga.idp.wiring;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

import dev.tamga.idp.web.FormTargets;
import dev.tamga.idp.web.Issuer;

/** The response headers of every page and endpoint. */
final class Headers {
    private Headers() {}

    static Customizer<HeadersConfigurer<HttpSecurity>> strict(Issuer issuer) {
        boolean https = issuer.uri().getScheme().equals("https");
        // By the issuer, not by the request: behind a TLS front each request looks like plain http.
        return headers -> headers.httpStrictTransportSecurity(hsts -> hsts.requestMatcher(request -> https))
                .contentSecurityPolicy(policy -> policy.policyDirectives(FormTargets.policy()))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(frame -> frame.deny());
    }
}
