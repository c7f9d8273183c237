package dev.tamga.ca.revocation;

import java.time.Duration;
import java.util.Optional;

/**
 * How a CA's CRLs are read.
 *
 * @param address where certificates name no CRL
 * @param maxBytes longest CRL
 * @param maxAge a CRL whose thisUpdate is older is stale, whatever its nextUpdate says
 */
public record CrlRules(Optional<String> address, int maxBytes, Duration maxAge) {}
