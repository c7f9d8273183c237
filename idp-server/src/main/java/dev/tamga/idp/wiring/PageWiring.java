package dev.tamga.idp.wiring;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.BrowserCookieFilter;
import dev.tamga.idp.session.CsrfTokens;
import dev.tamga.idp.session.SessionSecurityContexts;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.Onward;
import dev.tamga.idp.web.Issuer;
import dev.tamga.idp.web.IssuerHostFilter;
import dev.tamga.idp.web.SeeOther;

/** The pages: our sessions, our CSRF token, no HttpSession, no saved request. */
@Configuration(proxyBeanMethods = false)
class PageWiring {
    private static final List<String> SIGNED_IN_ONLY = List.of("/portal", "/portal/**", "/account", "/account/**");
    private static final List<String> STATIC = List.of("/css/", "/js/", "/ca/", "/images/", "/favicon");

    @Bean
    CsrfTokens csrfTokens(MasterKey master, BrowserCookie browsers, SignInSessions sessions, Ids ids) {
        return new CsrfTokens(master, browsers, sessions, ids);
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, Issuer issuer, ProtocolWiring.Browser browser, CsrfTokens csrf) {
        RequestMatcher page = request -> STATIC.stream().noneMatch(request.getServletPath()::startsWith);
        http.securityContext(context -> context.securityContextRepository(new SessionSecurityContexts(browser.sessions())))
                // A platform's logout request cannot carry our token; it ends a session for a matching hint alone.
                .csrf(token -> token.csrfTokenRepository(csrf).ignoringRequestMatchers("/connect/logout"))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(SIGNED_IN_ONLY.toArray(String[]::new)).authenticated()
                        .anyRequest().permitAll())
                .exceptionHandling(faults -> faults.authenticationEntryPoint((request, response, fault) ->
                        new SeeOther(Onward.signIn(request)).render(null, request, response)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Headers.strict(issuer))
                .logout(logout -> logout.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .addFilterBefore(new IssuerHostFilter(issuer, page), SecurityContextHolderFilter.class)
                .addFilterBefore(new BrowserCookieFilter(browser.cookies(), page), SecurityContextHolderFilter.class);
        browser.limits().addTo(http);
        return http.build();
    }
}
