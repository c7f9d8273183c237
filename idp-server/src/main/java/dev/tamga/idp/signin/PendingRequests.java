package dev.tamga.idp.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.session.BrowserCookie;

/** Where the bidder goes on after sign-in. */
public final class PendingRequests {
    private final AuthorizationRequests requests;
    private final Platforms platforms;
    private final BrowserCookie browsers;

    public PendingRequests(AuthorizationRequests requests, Platforms platforms, BrowserCookie browsers) {
        this.requests = requests;
        this.platforms = platforms;
        this.browsers = browsers;
    }

    /**
     * @param id as it came in the query, unchecked; null without one
     * @param http of the browser that has to have brought the request
     */
    Optional<PendingRequest> find(String id, HttpServletRequest http) {
        return id == null ? Optional.empty() : browsers.find(http).flatMap(browser -> requests.find(id, browser));
    }

    /** The name of the platform that asked, in the reader's language; null without one, as templates want it. */
    String platformName(Optional<PendingRequest> pending, HttpServletRequest http) {
        return pending.flatMap(request -> platforms.find(request.parameters().clientId()))
                .map(platform -> platform.name(RequestContextUtils.getLocale(http)))
                .orElse(null);
    }
}
