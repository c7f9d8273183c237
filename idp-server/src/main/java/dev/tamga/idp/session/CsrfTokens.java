package dev.tamga.idp.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;

/**
 * CSRF token = HMAC-SHA-256 over the browser cookie's hash and the session id: nothing to store, no cookie of its own,
 * and another token after sign-in.
 */
public final class CsrfTokens implements CsrfTokenRepository {
    private final List<byte[]> keys;
    private final XorCsrfTokenRequestAttributeHandler sent = new XorCsrfTokenRequestAttributeHandler();
    private final BrowserCookie browsers;
    private final SignInSessions sessions;
    private final Ids ids;

    public CsrfTokens(MasterKey master, BrowserCookie browsers, SignInSessions sessions, Ids ids) {
        this.ids = ids;
        this.keys = master.deriveAll("csrf", "HmacSHA256").stream().map(SecretKey::getEncoded).toList();
        this.browsers = browsers;
        this.sessions = sessions;
    }

    /** Only for a request without a browser cookie: a value that nothing equals. */
    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(keys.getFirst(), ids.secret().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void saveToken(CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // Nothing to store: the token follows from the cookies.
    }

    @Override
    public CsrfToken loadToken(HttpServletRequest request) {
        byte[] session = sessions.current(request)
                .map(current -> current.id().getBytes(StandardCharsets.US_ASCII))
                .orElse(new byte[0]);
        return browsers.find(request).map(browser -> token(request, message(browser, session))).orElse(null);
    }

    private static byte[] message(byte[] browserHash, byte[] sessionId) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(browserHash);
        message.writeBytes(sessionId);
        return message.toByteArray();
    }

    /** A page that was made before the master key was replaced, or by a node that has not got it yet, can be sent. */
    private CsrfToken token(HttpServletRequest request, byte[] message) {
        return keys.stream().skip(1)
                .map(earlier -> token(earlier, message))
                .filter(token -> token.getToken().equals(sent.resolveCsrfTokenValue(request, token)))
                .findFirst()
                .orElseGet(() -> token(keys.getFirst(), message));
    }

    private static CsrfToken token(byte[] key, byte[] message) {
        byte[] mac = MasterKey.hmac(key, message);
        return new DefaultCsrfToken(
                "X-CSRF-TOKEN", "_csrf", Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
    }
}
