package dev.tamga.idp.wiring;

import java.security.SecureRandom;
import java.time.Clock;

import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.authorization.AuthorizationResponses;
import dev.tamga.idp.authorization.Browsers;
import dev.tamga.idp.authorization.SessionRules;
import dev.tamga.idp.authorization.WhomRules;
import dev.tamga.idp.binding.SubjectKey;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.claim.ClaimSource;
import dev.tamga.idp.claim.ClaimSources;
import dev.tamga.idp.consent.ConsentDesk;
import dev.tamga.idp.consent.ConsentView;
import dev.tamga.idp.consent.Consents;
import dev.tamga.idp.consent.Withdrawal;
import dev.tamga.idp.grant.AuthorizationProvider;
import dev.tamga.idp.grant.GrantEndpoints;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.grant.TokenLifetimes;
import dev.tamga.idp.outbox.Outbox;
import dev.tamga.idp.platform.PlatformImport;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.platform.SubjectIdentifiers;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** Sessions, platforms, consent, grants, keys. */
@Configuration(proxyBeanMethods = false)
class FeatureWiring {

    @Bean
    BrowserCookie browserCookie(Ids ids) {
        return new BrowserCookie(ids);
    }

    @Bean
    SignInSessions signInSessions(Jdbi jdbi, Ids ids, Clock clock, TamgaSettings settings) {
        return new SignInSessions(jdbi, ids, clock, new SignInSessions.SessionLimits(
                settings.lifetime().sessionIdle(), settings.lifetime().sessionAbsolute()));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Platforms platforms(Jdbi jdbi, Ids ids, Clock clock, TamgaSettings settings, Environment environment) {
        new PlatformImport(jdbi, ids, clock).run(
                settings.platform().directory(), environment::getProperty,
                environment.acceptsProfiles(Profiles.of("conformance")));
        return new Platforms(jdbi, clock);
    }

    @Bean
    @DependsOnDatabaseInitialization
    SigningKeys signingKeys(
            Jdbi jdbi, MasterKey master, SecureRandom random, Clock clock, TamgaSettings settings) {
        SigningKeys keys = new SigningKeys(jdbi, master, random, clock, settings.lifetime().longestToken());
        keys.open();
        return keys;
    }

    @Bean
    AuthorizationRequests authorizationRequests(
            Jdbi jdbi, AuthorizationRequests.Setting setting, TamgaSettings settings) {
        return new AuthorizationRequests(jdbi, setting, new AuthorizationRequests.Lifetimes(
                settings.lifetime().authorizationRequest(), settings.lifetime().pushedRequest()));
    }

    @Bean
    AuthorizationRequests.Setting authorizationRequestSetting(
            Platforms platforms, SigningKeys keys, Issuer issuer, Ids ids, Clock clock) {
        return new AuthorizationRequests.Setting(platforms, new WhomRules(keys, issuer), ids, clock);
    }

    @Bean
    Browsers browsers(BrowserCookie cookies, SignInSessions sessions) {
        return new Browsers(cookies, sessions);
    }

    @Bean
    SubjectIdentifiers subjectIdentifiers(Jdbi jdbi, Ids ids, Clock clock) {
        return new SubjectIdentifiers(jdbi, ids, clock);
    }

    @Bean
    SessionRules sessionRules(Platforms platforms, SubjectIdentifiers identifiers) {
        return new SessionRules(platforms, identifiers);
    }

    @Bean
    AuthorizationResponses authorizationResponses(Issuer issuer) {
        return new AuthorizationResponses(issuer);
    }

    @Bean
    Consents consents(Jdbi jdbi, Consents.Remembering remembering, Withdrawal withdrawal) {
        return new Consents(jdbi, remembering, withdrawal);
    }

    @Bean
    Withdrawal withdrawal(Grants grants, Outbox outbox) {
        return (subject, platform) -> grants.endOfPlatform(subject, platform)
                .forEach(session -> outbox.logout(platform, subject, session));
    }

    @Bean
    Consents.Remembering consentRemembering(Clock clock, TamgaSettings settings, Audit audit) {
        return new Consents.Remembering(clock, settings.lifetime().consent(), audit);
    }

    @Bean
    ConsentDesk consentDesk(
            Jdbi jdbi, Consents consents, AuthorizationRequests requests, AuthorizationResponses responses, Audit audit) {
        return new ConsentDesk(jdbi, consents, requests, responses, audit);
    }

    @Bean
    ConsentView consentView(
            Platforms platforms, ClaimSources sources, CaDirectory cas, MessageSource messages, TamgaSettings settings) {
        return new ConsentView(platforms, sources, cas, messages, settings.timeZone());
    }

    @Bean
    ClaimSources claimSources(Subjects subjects) {
        return keyId -> subjects.findKey(keyId).map(FeatureWiring::claimSource);
    }

    private static ClaimSource claimSource(SubjectKey key) {
        return new ClaimSource(
                key.subject().name(), key.subject().preferredUsername(), key.subject().kind().word(),
                key.subject().updatedAt(), key.subject().creditCode(), key.subject().legalRepresentative(),
                key.subject().divisionCode(), key.subject().subjectTypes(), key.subject().registeredCapital(),
                key.subject().phoneNumber(), key.subject().address(), key.ca().value(), key.keyNumber(),
                java.util.Optional.of(key.mediumNumber()).filter(number -> !number.isEmpty()), key.role().word(),
                key.holderId());
    }

    @Bean
    Grants grants(Jdbi jdbi, Audit audit, Ids ids, Clock clock, TamgaSettings settings) {
        TamgaSettings.Lifetimes lifetime = settings.lifetime();
        return new Grants(jdbi, audit, ids, clock, new TokenLifetimes(
                lifetime.code(), lifetime.accessToken(), lifetime.idToken(), lifetime.refreshFamily()));
    }

    @Bean
    AuthorizationProvider authorizationProvider(
            Jdbi jdbi, AuthorizationRequests requests, SessionRules rules, Consents consents, Grants grants) {
        return new AuthorizationProvider(jdbi, requests, rules, consents, grants);
    }

    @Bean
    GrantEndpoints grantEndpoints(
            Jdbi jdbi, Grants grants, GrantEndpoints.Leaving leaving, GrantEndpoints.Once once,
            GrantEndpoints.Surroundings around) {
        return new GrantEndpoints(jdbi, grants, leaving, once, around);
    }

    @Bean
    GrantEndpoints.Surroundings grantSurroundings(
            Issuer issuer, SigningKeys keys, ClaimSources sources, Platforms platforms, Clock clock) {
        return new GrantEndpoints.Surroundings(issuer, keys, sources, platforms, clock);
    }
}
