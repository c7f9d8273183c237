package dev.tamga.sample;

/**
 * How this platform is registered at the provider.
 *
 * @param id     client id, also the name of its cookies
 * @param issuer the provider
 * @param origin this platform's own origin
 * @param secret client secret
 */
record Registered(String id, String issuer, String origin, String secret) {

    @Override
    public String toString() {
        return "Registered[" + id + " at " + issuer + "]";
    }
}
