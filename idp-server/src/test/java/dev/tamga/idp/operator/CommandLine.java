package dev.tamga.idp.operator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator types on the machine of a running server. */
public record CommandLine(RunningTamga tamga) {

    /** @return what it printed, by whichever stream */
    public String run(int exit, String... words) {
        String[] all = Stream.concat(Arrays.stream(words), Stream.of("--data", tamga.data().toString()))
                .toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int ended = OperatorClient.run(all, print, print);
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(ended).as(printed).isEqualTo(exit);
        return printed;
    }
}
