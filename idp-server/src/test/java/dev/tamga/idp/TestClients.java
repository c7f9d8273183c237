package dev.tamga.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** Platforms that use what the two usual ones do not: keys, pairwise subjects, bound tokens, resources, services. */
public final class TestClients {
    /** private_key_jwt, pairwise, PS256, two minutes, every grant type. */
    public static final String KEYS = "test-keys";
    /** Its tokens must be bound to a key. */
    public static final String BOUND = "test-bound";
    /** FAPI 2.0: pushed requests, a key, bound tokens. */
    public static final String FAPI = "test-fapi";
    /** A service that others have tokens for; RS256. */
    public static final String API = "test-api";
    /** A service with nothing special, ES256. */
    public static final String SERVICE = "test-service";
    /** The audience of {@link #API}. */
    public static final String API_ADDRESS = "https://api.test.example/v1";
    public static final String OTHER_ADDRESS = "https://other.test.example/";

    public static final ECKey P256 = ec(Curve.P_256, "p256");
    public static final ECKey P384 = ec(Curve.P_384, "p384");
    public static final RSAKey RSA = rsa();

    private TestClients() {}

    private static ECKey ec(Curve curve, String id) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static void write(Path folder) throws IOException {
        String jwks = new JWKSet(java.util.List.of(P256.toPublicJWK(), P384.toPublicJWK(), RSA.toPublicJWK())).toString();
        write(folder, KEYS, """
                client-authentication: private_key_jwt
                jwks: %s
                subject-type: pairwise
                id-token-signing-alg: PS256
                access-token-lifetime: PT2M
                resources: ["%s", "%s"]
                grant-types: [authorization_code, refresh_token, client_credentials]
                service-scopes: ["bid:read", "bid:write"]
                """.formatted(jwks, API_ADDRESS, OTHER_ADDRESS));
        write(folder, BOUND, """
                client-authentication: client_secret_basic
                client-secret: ${TAMGA_SECRET_TEST}
                dpop: required
                """);
        write(folder, FAPI, """
                client-authentication: private_key_jwt
                jwks: %s
                pushed-authorization-requests: required
                dpop: required
                """.formatted(jwks));
        write(folder, SERVICE, """
                client-authentication: client_secret_basic
                client-secret: ${TAMGA_SECRET_TEST}
                grant-types: [client_credentials]
                service-scopes: ["bid:read"]
                """);
        write(folder, API, """
                client-authentication: client_secret_basic
                client-secret: ${TAMGA_SECRET_TEST}
                id-token-signing-alg: RS256
                audiences: ["%s"]
                grant-types: [authorization_code, client_credentials]
                service-scopes: ["audit:read"]
                """.formatted(API_ADDRESS));
    }

    private static void write(Path folder, String id, String more) throws IOException {
        Files.writeString(folder.resolve(id + ".yml"), """
                name: {zh-CN: "%1$s"}
                group: other
                state: connected
                redirect-uris: ["%2$s"]
                initiate-login-uri: https://platform-%1$s.example/login
                scopes: [openid, profile, organization, account]
                %3$s""".formatted(id, TestPlatforms.redirectUri(id), more));
    }
}
