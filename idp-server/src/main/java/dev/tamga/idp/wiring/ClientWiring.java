package dev.tamga.idp.wiring;

import java.time.Clock;

import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.authorization.PushedRequestEndpoint;
import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.grant.GrantEndpoints;
import dev.tamga.idp.outgoing.Outgoing;
import dev.tamga.idp.platform.ClientAssertions;
import dev.tamga.idp.platform.ClientKeys;
import dev.tamga.idp.platform.PlatformAuthentication;
import dev.tamga.idp.platform.PlatformSecrets;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.web.Issuer;

/** How platforms prove who they are, and what they may present once. */
@Configuration(proxyBeanMethods = false)
class ClientWiring {

    @Bean
    SpentJti spentJti(Jdbi jdbi, Clock clock) {
        return new SpentJti(jdbi, clock);
    }

    @Bean
    DpopProofs dpopProofs(Issuer issuer, SpentJti spent, Clock clock) {
        return new DpopProofs(issuer, spent, clock);
    }

    @Bean
    PushedRequestEndpoint pushedRequestEndpoint(AuthorizationRequests requests, DpopProofs proofs) {
        return new PushedRequestEndpoint(requests, proofs);
    }

    @Bean
    ClientKeys clientKeys(Outgoing outgoing, Clock clock) {
        return new ClientKeys(outgoing::get, clock);
    }

    @Bean
    ClientAssertions clientAssertions(
            Platforms platforms, ClientKeys keys, SpentJti spent, Issuer issuer, Clock clock) {
        return new ClientAssertions(platforms, keys, spent, issuer, clock);
    }

    @Bean
    PlatformAuthentication platformAuthentication(Platforms platforms, ClientAssertions assertions) {
        return new PlatformAuthentication(platforms, assertions);
    }

    @Bean
    PlatformSecrets platformSecrets(Jdbi jdbi, Platforms platforms, Audit audit, Ids ids, Clock clock) {
        return new PlatformSecrets(jdbi, platforms, new PlatformSecrets.Writing(audit, ids, clock));
    }

    @Bean
    GrantEndpoints.Once once(DpopProofs proofs, SpentJti spent) {
        return new GrantEndpoints.Once(proofs, spent);
    }

    @Bean
    GrantEndpoints.Leaving leaving(Audit audit, Ids ids) {
        return new GrantEndpoints.Leaving(audit, ids);
    }
}
