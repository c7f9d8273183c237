package dev.tamga.idp.wiring;

import java.util.List;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenIntrospectionEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenRevocationEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OidcConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

import dev.tamga.idp.authorization.AuthorizationConverter;
import dev.tamga.idp.authorization.AuthorizationResponses;
import dev.tamga.idp.authorization.Browsers;
import dev.tamga.idp.authorization.PushedRequestEndpoint;
import dev.tamga.idp.grant.AuthorizationProvider;
import dev.tamga.idp.grant.GrantEndpoints;
import dev.tamga.idp.platform.CredentialsConverter;
import dev.tamga.idp.platform.PlatformAuthentication;
import dev.tamga.idp.platform.PlatformClients;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.BrowserCookieFilter;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;
import dev.tamga.idp.web.IssuerHostFilter;
import dev.tamga.idp.web.OauthAnswers;

/** Spring's authorization server: its paths and filters, our converters and providers (docs/decisions/0002). */
@Configuration(proxyBeanMethods = false)
class ProtocolWiring {
    static final String AUTHORIZE = "/oauth2/authorize";
    private static final List<String> PATHS = List.of(
            AUTHORIZE, PushedRequestEndpoint.PATH, "/oauth2/token", "/oauth2/introspect", "/oauth2/revoke",
            "/oauth2/jwks", "/userinfo",
            "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Issuer issuer) {
        return AuthorizationServerSettings.builder()
                .issuer(issuer.value())
                .pushedAuthorizationRequestEndpoint(PushedRequestEndpoint.PATH)
                // Ours is at /connect/logout; the framework's path is in no filter chain.
                .oidcLogoutEndpoint("/framework/logout")
                .build();
    }

    @Bean
    RegisteredClientRepository registeredClients(Platforms platforms) {
        return new PlatformClients(platforms);
    }

    /** Public keys alone: tokens are signed by {@link SigningKeys} itself. */
    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.publicKeys());
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, Browser browser, Answers answers, Published published) {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        RequestMatcher authorize = request -> request.getServletPath().equals(AUTHORIZE);
        IssuerHostFilter host = new IssuerHostFilter(published.issuer(), authorize);
        BrowserCookieFilter cookie = new BrowserCookieFilter(browser.cookies(), authorize);
        http.securityMatcher((RequestMatcher) request -> PATHS.contains(request.getServletPath()))
                .with(server, configured -> configure(configured, browser, answers))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // With OpenID Connect on, the framework adds a bearer filter of its own, which would verify a token before
                // userinfo does and knows no grant: it is shown none.
                .oauth2ResourceServer(resource -> resource.authenticationConverter(request -> null))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Headers.strict(published.issuer()))
                .addFilterBefore(host, SecurityContextHolderFilter.class)
                .addFilterBefore(cookie, SecurityContextHolderFilter.class);
        browser.limits().addTo(http);
        // Behind the headers and the limits, which were put here before it.
        http.addFilterAfter(new PublicDocuments(published.issuer(), published.keys()), HeaderWriterFilter.class);
        return http.build();
    }

    /** What the authorization endpoint knows of a browser, and who is not let through to it. */
    record Browser(BrowserCookie cookies, SignInSessions sessions, LimitFilters limits) {}

    @Bean
    Browser browser(BrowserCookie cookies, SignInSessions sessions, LimitFilters limits) {
        return new Browser(cookies, sessions, limits);
    }

    /** Who answers at the endpoints. */
    record Answers(
            AuthorizationProvider authorization, AuthorizationResponses responses, PushedRequestEndpoint pushed,
            GrantEndpoints grants, PlatformAuthentication platforms) {}

    @Bean
    Answers answers(
            AuthorizationProvider authorization, PushedRequestEndpoint pushed, AuthorizationResponses responses,
            GrantEndpoints grants, PlatformAuthentication platforms) {
        return new Answers(authorization, responses, pushed, grants, platforms);
    }

    // ProviderManager asks the next provider when one refuses, so the framework's own are taken out where that is possible.
    private static void configure(
            OAuth2AuthorizationServerConfigurer server, Browser browser, Answers answers) {
        server.authorizationService(new NoAuthorizations())
                .tokenGenerator(context -> null)
                .clientAuthentication(clients -> clients
                        .authenticationConverters(converters -> {
                            converters.clear();
                            converters.add(new CredentialsConverter());
                        })
                        .authenticationProviders(providers -> {
                            providers.clear();
                            providers.add(answers.platforms());
                        })
                        .errorResponseHandler(OauthAnswers::failed))
                .authorizationEndpoint(endpoint -> endpoint
                        .authorizationRequestConverters(converters -> {
                            converters.clear();
                            converters.add(new AuthorizationConverter(
                                    new Browsers(browser.cookies(), browser.sessions())));
                        })
                        .authenticationProviders(providers -> providers.add(0, answers.authorization()))
                        .authorizationResponseHandler(answers.responses()::next)
                        .errorResponseHandler(answers.responses()::failed))
                .pushedAuthorizationRequestEndpoint(endpoint -> endpoint
                        .pushedAuthorizationRequestConverters(converters -> {
                            converters.clear();
                            converters.add(PushedRequestEndpoint::convert);
                        })
                        .authenticationProviders(providers -> {
                            providers.clear();
                            providers.add(answers.pushed());
                        })
                        .pushedAuthorizationResponseHandler(answers.pushed()::pushed)
                        .errorResponseHandler(OauthAnswers::failed))
                .tokenEndpoint(endpoint -> endpoint
                        .accessTokenRequestConverters(converters -> {
                            converters.clear();
                            converters.add(GrantEndpoints::tokenConverter);
                        })
                        .authenticationProviders(providers -> {
                            providers.clear();
                            providers.add(answers.grants().tokenProvider());
                        })
                        .errorResponseHandler(OauthAnswers::failed))
                .tokenIntrospectionEndpoint(endpoint -> configure(endpoint, answers.grants()))
                .tokenRevocationEndpoint(endpoint -> configure(endpoint, answers.grants()))
                .oidc(oidc -> configure(oidc, answers))
                .addObjectPostProcessor(withoutHttpSession());
    }

    private static void configure(OAuth2TokenIntrospectionEndpointConfigurer endpoint, GrantEndpoints grants) {
        endpoint.introspectionRequestConverters(converters -> {
                    converters.clear();
                    converters.add(GrantEndpoints::introspectionConverter);
                })
                .authenticationProviders(providers -> {
                    providers.clear();
                    providers.add(grants.introspectionProvider());
                })
                .introspectionResponseHandler(GrantEndpoints::introspected)
                .errorResponseHandler(OauthAnswers::failed);
    }

    private static void configure(OAuth2TokenRevocationEndpointConfigurer endpoint, GrantEndpoints grants) {
        endpoint.revocationRequestConverters(converters -> {
                    converters.clear();
                    converters.add(GrantEndpoints::revocationConverter);
                })
                .authenticationProviders(providers -> {
                    providers.clear();
                    providers.add(grants.revocationProvider());
                })
                .errorResponseHandler(OauthAnswers::failed);
    }

    private static void configure(OidcConfigurer oidc, Answers answers) {
        oidc.userInfoEndpoint(endpoint -> endpoint
                        .userInfoRequestConverters(converters -> {
                            converters.clear();
                            converters.add(GrantEndpoints::userInfoConverter);
                        })
                        .authenticationProviders(providers -> {
                            providers.clear();
                            providers.add(answers.grants().userInfoProvider());
                        })
                        .errorResponseHandler(GrantEndpoints::userInfoFailed));
    }

    /** With OpenID Connect on, the framework opens an HttpSession when it issues a code. */
    private static ObjectPostProcessor<OAuth2AuthorizationEndpointFilter> withoutHttpSession() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
                filter.setSessionAuthenticationStrategy((authentication, request, response) -> {});
                return filter;
            }
        };
    }

    @Bean
    Published published(Issuer issuer, SigningKeys keys) {
        return new Published(issuer, keys);
    }

    /** What {@link PublicDocuments} tell. */
    record Published(Issuer issuer, SigningKeys keys) {}
}
