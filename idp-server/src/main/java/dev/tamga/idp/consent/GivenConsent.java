package dev.tamga.idp.consent;

import java.time.Instant;
import java.util.List;

import dev.tamga.idp.claim.Claim;

/**
 * A consent that is remembered, as its subject sees it.
 *
 * @param claims what the platform may be told, in the table's order
 * @param createdAt of the last yes
 */
public record GivenConsent(String platformId, List<Claim> claims, Instant createdAt, Instant expiresAt) {}
