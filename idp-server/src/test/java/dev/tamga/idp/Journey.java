package dev.tamga.idp;

import java.net.http.HttpResponse;
import java.util.Map;

/** A bidder's way from a platform's request to the redirect back, one page after the other. */
public final class Journey {
    private final Bidder bidder;
    private final String key;

    public Journey(Bidder bidder, String key) {
        this.bidder = bidder;
        this.key = key;
    }

    /** Authorize, sign in where asked, consent where asked; ends with the redirect to the platform. */
    public HttpResponse<String> walk(Map<String, String> request) throws Exception {
        HttpResponse<String> at = bidder.browser().get(PlatformClient.authorize(request));
        if (location(at).startsWith("/sign-in")) {
            String id = requestId(at);
            bidder.signIn(key);
            at = bidder.browser().get(resume(request.get("client_id"), id));
        }
        return location(at).startsWith("/consent") ? follow(consent(at, "allow")) : at;
    }

    public HttpResponse<String> follow(HttpResponse<String> response) throws Exception {
        return bidder.browser().get(location(response));
    }

    /** Opens the consent page that a redirect leads to and answers it. */
    public HttpResponse<String> consent(HttpResponse<String> redirect, String decision) throws Exception {
        follow(redirect);
        return bidder.browser().post("/consent",
                Map.of("request", new String[] {requestId(redirect)}, "decision", new String[] {decision}));
    }

    public static String resume(String clientId, String requestId) {
        return "/oauth2/authorize?client_id=" + clientId
                + "&request_uri=urn:ietf:params:oauth:request_uri:" + requestId;
    }

    public static String requestId(HttpResponse<String> redirect) {
        return location(redirect).replaceAll(".*request=", "");
    }

    public static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }
}
