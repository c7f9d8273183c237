package dev.tamga.idp.wiring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.idp.home.CaPlaces;

/** The pages that need no sign-in. */
@Configuration(proxyBeanMethods = false)
class PublicPagesWiring {

    @Bean
    CaPlaces caPlaces(TamgaSettings settings, CaDirectory directory) {
        return CaPlaces.open(settings.ca().directory(), directory);
    }
}
