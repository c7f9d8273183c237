package dev.tamga.idp.account;

import java.util.List;

/**
 * A remembered consent as pages show it.
 *
 * @param claims message keys of what is shared; empty where the platform learns the identifier alone
 */
public record Shared(String platformId, String platform, List<String> claims, String since, String until) {}
