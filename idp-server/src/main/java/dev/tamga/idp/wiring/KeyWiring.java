package dev.tamga.idp.wiring;

import java.time.Clock;

import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.binding.Keys;
import dev.tamga.idp.signout.SignOut;

/** What becomes of bound keys: freezing, secondary keys, renewal. */
@Configuration(proxyBeanMethods = false)
class KeyWiring {

    @Bean
    Keys keys(Jdbi jdbi, SignOut signOut, Audit audit, Clock clock) {
        return new Keys(jdbi, new Keys.Consequences(signOut, audit), clock);
    }
}
