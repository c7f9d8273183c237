package dev.tamga.ca.adapter;

/**
 * An operator's file is wrong; the server does not start. The message names file, key, what was found and what is
 * expected.
 */
public final class ConfigurationFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigurationFault(String message) {
        super(message);
    }
}
