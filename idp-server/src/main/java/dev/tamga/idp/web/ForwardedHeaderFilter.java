package dev.tamga.idp.web;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First of all filters: what a front of ours says of its client takes effect, and nobody behind this filter sees such a
 * header, whoever sent it.
 */
public final class ForwardedHeaderFilter extends OncePerRequestFilter {
    private static final Set<String> HIDDEN = Set.of(
            "forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port",
            "x-forwarded-prefix", "x-forwarded-ssl", "x-real-ip", "x-client-cert", "ssl-client-cert", "client-cert");

    private final TrustedProxies fronts;

    public ForwardedHeaderFilter(TrustedProxies fronts) {
        this.fronts = fronts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Seen(request, fronts.said(request)), response);
    }

    private static final class Seen extends HttpServletRequestWrapper {
        private final Optional<TrustedProxies.Said> said;

        Seen(HttpServletRequest request, Optional<TrustedProxies.Said> said) {
            super(request);
            this.said = said;
        }

        @Override
        public String getRemoteAddr() {
            return said.map(TrustedProxies.Said::address).orElseGet(super::getRemoteAddr);
        }

        @Override
        public String getRemoteHost() {
            return getRemoteAddr();
        }

        @Override
        public boolean isSecure() {
            return said.map(TrustedProxies.Said::https).orElseGet(super::isSecure);
        }

        @Override
        public String getScheme() {
            return said.map(client -> client.https() ? "https" : "http").orElseGet(super::getScheme);
        }

        @Override
        public String getHeader(String name) {
            if (isHidden(name)) {
                return null;
            }
            return name.equalsIgnoreCase("Host")
                    ? said.flatMap(TrustedProxies.Said::host).orElseGet(() -> super.getHeader(name))
                    : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !isHidden(name))
                    .toList());
        }

        private static boolean isHidden(String name) {
            return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
        }
    }
}
