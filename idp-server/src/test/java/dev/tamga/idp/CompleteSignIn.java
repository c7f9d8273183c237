package dev.tamga.idp;

import java.net.http.HttpResponse;
import java.util.Map;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;

import static dev.tamga.idp.Journey.location;

/** Every request between a platform's and the redirect back to it, as a browser with scripts sends them. */
public final class CompleteSignIn {
    private final Bidder bidder;
    private final Signer signer;

    public CompleteSignIn(Bidder bidder, Signer signer) {
        this.bidder = bidder;
        this.signer = signer;
    }

    /** The assistant's part. */
    @FunctionalInterface
    public interface Signer {
        /** @return the proof as the page posts it */
        String proof(Challenge challenge) throws Exception;
    }

    /** A browser that knows no session: sign-in page, challenge, proof, certificate page, code; consent where asked. */
    public HttpResponse<String> walk(Map<String, String> request) throws Exception {
        Browser browser = bidder.browser();
        browser.cookies().clear();
        HttpResponse<String> asked = browser.get(PlatformClient.authorize(request));
        String id = Journey.requestId(asked);
        browser.get(location(asked));
        String proof = signer.proof(bidder.challenge(Purpose.SIGN_IN, Map.of()));
        HttpResponse<String> signedIn = browser.post("/sign-in",
                Map.of("proof", new String[] {proof}, "request", new String[] {id}));
        browser.get(location(signedIn));
        HttpResponse<String> back = browser.get(Journey.resume(request.get("client_id"), id));
        return location(back).startsWith("/consent") ? consented(back) : back;
    }

    private HttpResponse<String> consented(HttpResponse<String> redirect) throws Exception {
        Browser browser = bidder.browser();
        browser.get(location(redirect));
        HttpResponse<String> allowed = browser.post("/consent",
                Map.of("request", new String[] {Journey.requestId(redirect)}, "decision", new String[] {"allow"}));
        return browser.get(location(allowed));
    }
}
