package dev.tamga.idp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the identity provider. */
@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan
public class Tamga {
    public static void main(String[] arguments) {
        SpringApplication.run(Tamga.class, arguments);
    }
}
