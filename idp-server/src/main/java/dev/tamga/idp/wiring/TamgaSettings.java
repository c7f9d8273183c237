package dev.tamga.idp.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
        String masterKey,
        String identityKey,
        @DefaultValue Ca ca,
        @DefaultValue Platform platform,
        @DefaultValue Assistant assistant,
        @DefaultValue Lifetimes lifetime) {

    /** @param demoDirectory anchors of the demo CAs, null without; only with the demo profile */
    record Ca(
            @DefaultValue("conf/ca") Path directory,
            Path demoDirectory,
            @DefaultValue("localhost:9300") String demoHost) {}

    record Platform(@DefaultValue("conf/platform") Path directory) {}

    record Assistant(@DefaultValue("http://127.0.0.1:9200") URI origin) {}

    record Lifetimes(
            @DefaultValue("PT5M") Duration challenge,
            @DefaultValue("PT30M") Duration authorizationRequest,
            @DefaultValue("PT60S") Duration code,
            @DefaultValue("PT5M") Duration accessToken,
            @DefaultValue("PT10M") Duration idToken,
            @DefaultValue("PT12H") Duration refreshFamily,
            @DefaultValue("PT15M") Duration sessionIdle,
            @DefaultValue("PT12H") Duration sessionAbsolute,
            @DefaultValue("P365D") Duration consent) {}

    @Override
    public String toString() {
        return "TamgaSettings of " + issuer;
    }
}
