package dev.tamga.rp;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;

import dev.tamga.rp.LoginFailed.Reason;

/** The provider's discovery document and keys, kept between sign-ins. */
final class Directory {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=(\\d{1,9})(?:$|[\\s,])");

    private final String issuer;
    private final Http http;
    private final Kept<Provider> provider;
    private final Kept<KeySet> keys;

    Directory(String issuer, Http http, Clock clock) {
        this.issuer = issuer;
        this.http = http;
        this.provider = new Kept<>(this::fetchProvider, clock);
        this.keys = new Kept<>(this::fetchKeys, clock);
    }

    Provider provider() throws LoginFailed {
        return provider.get();
    }

    /** The key for an ID token's header; an unknown key id may mean a rotation, so the set is fetched once more. */
    JWK key(JWSHeader header) throws LoginFailed {
        JWK known = keys.get().find(header);
        JWK key = known != null ? known : keys.getAfterMiss().find(header);
        if (key == null) {
            throw new LoginFailed(Reason.KEY_UNKNOWN, "no published key of " + issuer + " fits kid "
                    + Text.shown(header.getKeyID(), 64) + " and " + header.getAlgorithm());
        }
        return key;
    }

    private Kept.Fetched<Provider> fetchProvider() throws LoginFailed {
        Http.Answer answer = fetch(Provider.discovery(issuer));
        return new Kept.Fetched<>(Provider.read(issuer, answer.text), freshFor(answer.cacheControl));
    }

    private Kept.Fetched<KeySet> fetchKeys() throws LoginFailed {
        Http.Answer answer = fetch(provider().keySet());
        return new Kept.Fetched<>(KeySet.read(answer.text), freshFor(answer.cacheControl));
    }

    private Http.Answer fetch(java.net.URI uri) throws LoginFailed {
        Http.Answer answer = http.get(uri, Collections.<String, String>emptyMap());
        if (!answer.isOk()) {
            throw new LoginFailed(Reason.PROVIDER_UNREACHABLE, uri + " answered with status " + answer.status);
        }
        return answer;
    }

    private static Duration freshFor(String cacheControl) {
        Matcher maxAge = MAX_AGE.matcher(cacheControl == null ? "" : cacheControl);
        Duration wanted = maxAge.find() ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))) : USUAL;
        Duration atLeast = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
        return atLeast.compareTo(Kept.LONGEST) > 0 ? Kept.LONGEST : atLeast;
    }
}
