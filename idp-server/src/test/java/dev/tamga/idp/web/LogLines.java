package dev.tamga.idp.web;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** Every line that was logged or printed while something ran, and what the audit tells beside its columns. */
final class LogLines extends AppenderBase<ILoggingEvent> {
    private final List<String> all = Collections.synchronizedList(new ArrayList<>());

    /** Walks through journeys. */
    @FunctionalInterface
    interface Walk {
        void run() throws Exception;
    }

    private LogLines() {}

    static String of(RunningTamga tamga, Walk walk) throws Exception {
        LogLines lines = new LogLines();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("dev.tamga");
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        lines.start();
        root.addAppender(lines);
        // Operators may turn ours up; what frameworks say at DEBUG is theirs.
        ours.setLevel(Level.TRACE);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            walk.run();
        } finally {
            System.setOut(out);
            ours.setLevel(null);
            root.detachAppender(lines);
        }
        assertThat(lines.all).as("the run was logged").anyMatch(line -> line.contains("audit sign-in"));
        List<String> audited = tamga.jdbi().withHandle(handle -> handle
                .createQuery("select detail from audit_event where detail is not null").mapTo(String.class).list());
        return String.join("\n", lines.all) + printed.toString(StandardCharsets.UTF_8) + String.join("\n", audited);
    }

    @Override
    protected void append(ILoggingEvent event) {
        all.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap() + " " + event.getKeyValuePairs()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
}
