package dev.tamga.idp.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/**
 * Discovery (OpenID Connect Discovery §4, RFC 8414 §3) and the JWK set (RFC 7517 §5), as bytes that are made once: anybody may
 * cache them for 5 minutes (a key rotation waits twice as long), and a script of any site may read them, without
 * credentials. Nothing else here is for scripts of other sites: platforms have servers.
 */
final class PublicDocuments extends OncePerRequestFilter {
    private static final String CACHED = "public, max-age=" + SigningKeys.JWKS_MAX_AGE.toSeconds();

    private final Map<String, Supplier<Document>> documents;

    PublicDocuments(Issuer issuer, SigningKeys keys) {
        Document discovery = Document.of(JsonMapper.shared().writeValueAsString(DiscoveryDocument.of(issuer)));
        this.documents = Map.of(
                "/.well-known/openid-configuration", () -> discovery,
                "/.well-known/oauth-authorization-server", () -> discovery,
                "/oauth2/jwks", new KeyDocument(keys));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        Document document = documents.get(request.getServletPath()).get();
        response.setHeader("Cache-Control", CACHED);
        response.setHeader("Access-Control-Allow-Origin", "*");
        if (new ServletWebRequest(request, response).checkNotModified(document.tag())) {
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(document.json().length);
        response.getOutputStream().write(document.json());
    }

    /** Another method than GET and HEAD is the framework's to refuse. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !documents.containsKey(request.getServletPath())
                || !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    }

    /** @param tag RFC 9110 §8.8.3: a strong entity tag */
    private record Document(byte[] json, String tag) {
        static Document of(String text) {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            return new Document(json, '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256(json)) + '"');
        }
    }

    /** The JWK set, written anew when its keys were read anew. */
    private static final class KeyDocument implements Supplier<Document> {
        private final SigningKeys keys;
        private volatile Written written = new Written(new JWKSet(), Document.of(""));

        private KeyDocument(SigningKeys keys) {
            this.keys = keys;
        }

        private record Written(JWKSet of, Document document) {}

        @Override
        public Document get() {
            JWKSet present = keys.publicKeys();
            Written last = written;
            if (last.of() != present) {
                last = new Written(present, Document.of(present.toString()));
                written = last;
            }
            return last.document();
        }
    }
}
