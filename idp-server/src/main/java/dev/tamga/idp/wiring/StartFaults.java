package dev.tamga.idp.wiring;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.yaml.YamlFault;

/** A wrong configuration stops the start with one message, which says file, key and rule, and without a stack trace. */
final class StartFaults implements FailureAnalyzer {
    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean ours = cause instanceof YamlFault || cause instanceof ConfigurationFault
                    || cause instanceof IllegalArgumentException && isOurs(cause);
            if (ours) {
                return new FailureAnalysis(cause.getMessage(), "Correct the configuration and start again.", failure);
            }
        }
        return null;
    }

    // Of IllegalArgumentException, which everybody throws, only those that this project's own code threw.
    private static boolean isOurs(Throwable cause) {
        return cause.getStackTrace().length > 0 && cause.getStackTrace()[0].getClassName().startsWith("dev.tamga.");
    }
}
