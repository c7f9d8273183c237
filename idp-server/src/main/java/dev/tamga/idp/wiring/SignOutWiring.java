package dev.tamga.idp.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.outbox.LogoutTokens;
import dev.tamga.idp.outbox.Outbox;
import dev.tamga.idp.outgoing.Outgoing;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.platform.SubjectIdentifiers;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.signout.LogoutRequests;
import dev.tamga.idp.signout.SignOut;
import dev.tamga.idp.signout.SignedOutPage;
import dev.tamga.idp.web.Issuer;

/** Sign-out and what platforms are told of it. */
@Configuration(proxyBeanMethods = false)
class SignOutWiring {

    @Bean
    Outgoing outgoing(TamgaSettings settings) {
        TamgaSettings.Outgoing outgoing = settings.outgoing();
        return Outgoing.open(outgoing.allowedPrivateHosts(), Optional.ofNullable(outgoing.trustStore()));
    }

    @Bean
    LogoutTokens logoutTokens(
            Issuer issuer, SigningKeys keys, SubjectIdentifiers subjects, Ids ids, Clock clock) {
        return new LogoutTokens(issuer, keys, subjects::of, ids, clock);
    }

    @Bean(initMethod = "start")
    Outbox outbox(Jdbi jdbi, Outbox.Delivering delivering, Outbox.Setting setting) {
        return new Outbox(jdbi, delivering, setting);
    }

    @Bean
    Outbox.Delivering delivering(Platforms platforms, LogoutTokens tokens, Outgoing outgoing) {
        return new Outbox.Delivering(platforms, tokens, outgoing);
    }

    @Bean
    Outbox.Setting outboxSetting(Audit audit, Ids ids, Clock clock, SecureRandom random) {
        return new Outbox.Setting(audit, ids, clock, random);
    }

    @Bean
    SignOut signOut(Jdbi jdbi, SignInSessions sessions, Grants grants, SignOut.Telling telling) {
        return new SignOut(jdbi, sessions, grants, telling);
    }

    @Bean
    SignOut.Telling telling(Outbox outbox, Audit audit) {
        return new SignOut.Telling(outbox, audit);
    }

    @Bean
    SignedOutPage signedOutPage(MasterKey master, Grants grants, Outbox outbox, Platforms platforms) {
        return new SignedOutPage(master, grants, outbox, platforms);
    }

    @Bean
    LogoutRequests logoutRequests(Platforms platforms, SigningKeys keys, Issuer issuer) {
        return new LogoutRequests(platforms, keys, issuer);
    }
}
