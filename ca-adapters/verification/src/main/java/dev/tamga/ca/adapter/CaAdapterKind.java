package dev.tamga.ca.adapter;

/**
 * Makes adapters of one kind ({@code adapter:} in ca.yml), found by {@link java.util.ServiceLoader}. A CA whose grammar
 * ca.yml cannot say brings a kind of its own; all six that ship are {@code standard}.
 */
public interface CaAdapterKind {

    /** The word in ca.yml. */
    String word();

    /**
     * Reads what ca.yml declares. Every key that it knows it asks for; the host refuses the rest.
     *
     * @throws ConfigurationFault naming file, key, what was found and what is expected
     */
    CaAdapter open(CaFolder folder);
}
