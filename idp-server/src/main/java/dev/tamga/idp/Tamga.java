package dev.tamga.idp;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

import dev.tamga.idp.command.Commands;

/** Starts the identity provider, or runs one of the operator's commands. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Tamga {
    public static void main(String[] arguments) {
        if (Commands.are(arguments)) {
            System.exit(new Commands(utf8(FileDescriptor.out), utf8(FileDescriptor.err), Clock.systemUTC())
                    .run(arguments));
        }
        SpringApplication.run(Tamga.class, arguments);
    }

    /** Names are Chinese, whatever the terminal's locale. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(to)), true, StandardCharsets.UTF_8);
    }
}
