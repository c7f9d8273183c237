package dev.tamga.rp;

import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import com.nimbusds.jose.jwk.JWK;

/** Sets a {@link RelyingParty} up. Mistakes are IllegalArgumentExceptions that name the setting. */
public final class RelyingPartyBuilder {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

    final String issuer;
    String clientId;
    String redirectUri;
    String postLogoutUri;
    List<String> scopes = Collections.unmodifiableList(Arrays.asList("openid", "profile", "organization"));
    Function<Registration, ClientAuthentication> authentication;
    private Duration timeout = Duration.ofSeconds(10);
    private Clock clock = Clock.systemUTC();

    RelyingPartyBuilder(String issuer) {
        this.issuer = issuer;
    }

    /** The platform's id at the provider, such as {@code 150100}. Required. */
    public RelyingPartyBuilder clientId(String id) {
        this.clientId = id;
        return this;
    }

    /** client_secret_basic. One of secret and key is required. */
    public RelyingPartyBuilder clientSecret(String secret) {
        if (secret == null || secret.length() < 32) {
            throw new IllegalArgumentException("clientSecret has fewer than 32 characters; expected the generated one");
        }
        this.authentication = registration -> ClientAuthentication.secret(registration.clientId, secret);
        return this;
    }

    /** private_key_jwt with a P-256 (ES256) or RSA key (PS256), and the key id that the provider knows it by. */
    public RelyingPartyBuilder clientKey(PrivateKey key, String keyId) {
        this.authentication = registration ->
                KeyAuthentication.open(registration.clientId, registration.issuer, key, keyId);
        return this;
    }

    /** private_key_jwt with a private JWK; its kid is the key id. */
    public RelyingPartyBuilder clientKey(JWK key) {
        this.authentication = registration -> KeyAuthentication.open(registration.clientId, registration.issuer, key);
        return this;
    }

    /** Where the browser comes back to, exactly as registered. Required. */
    public RelyingPartyBuilder redirectUri(String uri) {
        this.redirectUri = uri;
        return this;
    }

    /** Where the browser comes back to after signing out, exactly as registered. */
    public RelyingPartyBuilder postLogoutUri(String uri) {
        this.postLogoutUri = uri;
        return this;
    }

    /** What is asked for; {@code openid} is always added. Default: profile and organization. */
    public RelyingPartyBuilder scopes(String... names) {
        List<String> all = new ArrayList<>(Collections.singletonList("openid"));
        for (String name : names) {
            if (!name.matches("[!#-\\[\\]-~]+")) {
                throw new IllegalArgumentException("scope is \"" + Text.shown(name, 64) + "\"; expected a scope name");
            }
            if (!all.contains(name)) {
                all.add(name);
            }
        }
        this.scopes = Collections.unmodifiableList(all);
        return this;
    }

    /** The longest that one call to the provider may take; default 10 s, at most 60 s. */
    public RelyingPartyBuilder timeout(Duration longest) {
        if (longest.toMillis() < 1 || longest.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout is " + longest + "; expected 1 ms to " + LONGEST_TIMEOUT);
        }
        this.timeout = longest;
        return this;
    }

    /** The clock by which tokens and saved logins expire; for tests. */
    public RelyingPartyBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /** Checks the settings. Calls nobody: discovery happens at the first sign-in. */
    public RelyingParty build() {
        Http http = new Http(timeout);
        return new RelyingParty(new Registration(this), http, clock);
    }
}
