package dev.tamga.ca.yaml;

/** A configuration file breaks a rule. The message is for the operator: {@code file:line: key is "x"; expected y}. */
public final class YamlFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public YamlFault(String message) {
        super(message);
    }
}
