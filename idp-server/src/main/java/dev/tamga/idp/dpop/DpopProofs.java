package dev.tamga.idp.dpop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import jakarta.servlet.http.HttpServletRequest;

import dev.tamga.idp.jose.UntrustedJwt;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.web.Issuer;

/**
 * RFC 9449 §4.3. The address is compared with the configured issuer's, never with the Host header. Nonces (§8) are not in
 * use: a proof is good for a minute and once across all nodes, and clients and server have their clocks synchronised
 * anyway. One statement, after everything else was found good.
 */
public final class DpopProofs {
    public static final String HEADER = "DPoP";
    public static final List<String> ALGORITHMS = UntrustedJwt.ALGORITHMS;

    private static final String TYPE = "dpop+jwt";
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final Issuer issuer;
    private final SpentJti spent;
    private final Clock clock;

    public DpopProofs(Issuer issuer, SpentJti spent, Clock clock) {
        this.issuer = issuer;
        this.spent = spent;
        this.clock = clock;
    }

    /** A request as its proof has to describe it. */
    public record Target(List<String> proofs, String method, String path) {
        public static Target of(HttpServletRequest request) {
            return new Target(
                    Collections.list(request.getHeaders(HEADER)), request.getMethod(), request.getServletPath());
        }

        @Override
        public String toString() {
            return "Target[" + method + " " + path + "]";
        }
    }

    /** @param accessToken that comes with the request, at a protected resource */
    public DpopProof check(Target target, Optional<String> accessToken) {
        if (target.proofs().isEmpty()) {
            return new DpopProof.None();
        }
        if (target.proofs().size() > 1) {
            return new DpopProof.Refused("more than one DPoP header");
        }
        return UntrustedJwt.read(target.proofs().getFirst(), ALGORITHMS)
                .map(proof -> check(proof, target, accessToken))
                .orElse(new DpopProof.Refused("not a JWT signed with one of " + ALGORITHMS));
    }

    private DpopProof check(UntrustedJwt proof, Target target, Optional<String> accessToken) {
        Instant now = clock.instant();
        Optional<JWK> key = proof.headerKey();
        if (proof.type().filter(TYPE::equalsIgnoreCase).isEmpty() || key.isEmpty()) {
            return new DpopProof.Refused("typ must be dpop+jwt and jwk a public key");
        }
        if (proof.text("htm").filter(target.method()::equals).isEmpty()) {
            return new DpopProof.Refused("htm is not the method");
        }
        if (proof.text("htu").filter(address -> isHere(address, target.path())).isEmpty()) {
            return new DpopProof.Refused("htu is not this address");
        }
        Optional<Instant> issued = proof.time("iat");
        if (issued.filter(at -> isNear(at, now)).isEmpty()) {
            return new DpopProof.Refused("iat is not within a minute of now");
        }
        if (accessToken.isPresent() && !proof.text("ath").equals(accessToken.map(DpopProofs::hash))) {
            return new DpopProof.Refused("ath is not the hash of the access token");
        }
        return possession(proof, key.get(), issued.get());
    }

    private DpopProof possession(UntrustedJwt proof, JWK key, Instant issued) {
        Optional<String> id = proof.id();
        if (id.isEmpty()) {
            return new DpopProof.Refused("jti is missing or too long");
        }
        if (!proof.isSignedBy(key)) {
            return new DpopProof.Refused("the key of the header did not make the signature");
        }
        String thumbprint = thumbprint(key);
        return spent.spend(SpentJti.Purpose.DPOP_PROOF, thumbprint, id.get(), issued.plus(WINDOW).plus(WINDOW))
                ? new DpopProof.Proven(thumbprint)
                : new DpopProof.Refused("jti was used before");
    }

    private boolean isHere(String address, String path) {
        return TargetAddress.normal(address).filter(issuerAddress(path)::equals).isPresent();
    }

    private String issuerAddress(String path) {
        return TargetAddress.normal(issuer.url(path)).orElseThrow();
    }

    private static boolean isNear(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(WINDOW) <= 0;
    }

    // RFC 9449 §4.2: of the ASCII encoding of the token.
    private static String hash(String accessToken) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256(accessToken));
    }

    private static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
