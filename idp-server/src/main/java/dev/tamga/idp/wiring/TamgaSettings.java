package dev.tamga.idp.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.tamga.idp.platform.TokenRules;

/**
 * Every {@code tamga.*} setting; {@code conf/application.yml} explains each to operators.
 *
 * @param data folder of the embedded database
 * @param node name of this node in logs and audit
 */
@ConfigurationProperties("tamga")
record TamgaSettings(
        URI issuer,
        @DefaultValue("./data") Path data,
        @DefaultValue("node-1") String node,
        @DefaultValue("Asia/Shanghai") ZoneId timeZone,
        @DefaultValue List<String> trustedProxies,
        String masterKey,
        String masterKeyPrevious,
        String identityKey,
        @DefaultValue Ca ca,
        @DefaultValue Platform platform,
        @DefaultValue Assistant assistant,
        @DefaultValue Outgoing outgoing,
        @DefaultValue Operator operator,
        @DefaultValue Upload upload,
        @DefaultValue Mail mail,
        @DefaultValue Lifetimes lifetime,
        @DefaultValue Limiting limit) {

    /**
     * @param crlDirectory null for {@code <data>/crl}
     * @param demoDirectory anchors of the demo CAs, null without; only with the demo profile
     */
    record Ca(
            @DefaultValue("conf/ca") Path directory,
            Path crlDirectory,
            Path demoDirectory,
            @DefaultValue("localhost:9300") String demoHost) {}

    /** Where verified CRLs are kept: beside the database unless an operator says otherwise. */
    Path crlDirectory() {
        return ca.crlDirectory() == null ? data.resolve("crl") : ca.crlDirectory();
    }

    record Platform(@DefaultValue("conf/platform") Path directory) {}

    record Assistant(@DefaultValue("http://127.0.0.1:9200") URI origin) {}

    /**
     * @param allowedPrivateHosts of platforms that may be at a private address, or spoken to over http
     * @param trustStore PEM file of authorities that are believed beside the JDK's, null without
     */
    record Outgoing(@DefaultValue Set<String> allowedPrivateHosts, Path trustStore) {}

    /** @param port of the operators' endpoint, on 127.0.0.1 alone; 0: any that is free */
    record Operator(@DefaultValue("9001") int port) {}

    /**
     * @param directory null for {@code <data>/upload}
     * @param keptAfterDecision how long a decided request and its files are kept
     */
    record Upload(Path directory, @DefaultValue("P180D") Duration keptAfterDecision) {}

    /** Where uploaded files lie: never below anything that is served. */
    Path uploadDirectory() {
        return upload.directory() == null ? data.resolve("upload") : upload.directory();
    }

    /**
     * @param host of the SMTP server, null: no mail is sent
     * @param tls {@code starttls}, {@code implicit} or {@code dangerously-unencrypted}
     * @param user null without authentication
     */
    record Mail(
            String host,
            @DefaultValue("587") int port,
            @DefaultValue("starttls") String tls,
            String user,
            String password,
            String from) {
        @Override
        public String toString() {
            return "Mail of " + host;
        }
    }

    record Lifetimes(
            @DefaultValue("PT5M") Duration challenge,
            @DefaultValue("PT30M") Duration authorizationRequest,
            @DefaultValue("PT5M") Duration pushedRequest,
            @DefaultValue("PT60S") Duration code,
            @DefaultValue("PT5M") Duration accessToken,
            @DefaultValue("PT10M") Duration idToken,
            @DefaultValue("PT12H") Duration refreshFamily,
            @DefaultValue("PT15M") Duration sessionIdle,
            @DefaultValue("PT12H") Duration sessionAbsolute,
            @DefaultValue("P365D") Duration consent) {
        // NIST SP 800-63B-4, authentication assurance level 3.
        private static final Duration LONGEST_IDLE = Duration.ofMinutes(15);
        private static final Duration LONGEST_SESSION = Duration.ofHours(12);

        Lifetimes {
            atMost("session-idle", sessionIdle, LONGEST_IDLE);
            atMost("session-absolute", sessionAbsolute, LONGEST_SESSION);
        }

        private static void atMost(String key, Duration length, Duration longest) {
            if (!length.isPositive() || length.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "tamga.lifetime." + key + " is " + length + "; expected a duration of at most " + longest);
            }
        }

        /** After so long every token that was signed is dead. */
        Duration longestToken() {
            return Stream.of(accessToken, idToken, TokenRules.LONGEST_ACCESS_TOKEN).max(Duration::compareTo).orElseThrow();
        }
    }

    record Limiting(
            @DefaultValue("600") int addressPerMinute,
            @DefaultValue("60") int clientFailuresPerMinute,
            @DefaultValue("30") int keyFailures,
            @DefaultValue("60") int subjectFailures,
            @DefaultValue("PT15M") Duration failureWindow,
            @DefaultValue("5") int unbindingRequestsPerDay,
            @DefaultValue("30") int unbindingFormsPerHour,
            @DefaultValue("20") int statusLookupsPerHour) {}

    @Override
    public String toString() {
        return "TamgaSettings of " + issuer;
    }
}
