package dev.tamga.idp.signout;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked logout request (RP-Initiated Logout §2).
 *
 * @param target where the bidder goes afterwards: an address registered by the platform, compared as an exact string
 * @param parameters what a page that asks first has to send again
 */
record LogoutRequest(Optional<LogoutHint> hint, Optional<String> target, Map<String, String> parameters) {

    Optional<String> state() {
        return Optional.ofNullable(parameters.get("state"));
    }

    /** Language codes of {@code ui_locales}, most wanted first. */
    List<String> languages() {
        return Optional.ofNullable(parameters.get("ui_locales"))
                .map(tags -> Arrays.stream(tags.split(" ")).map(tag -> tag.split("-")[0]).toList())
                .orElse(List.of());
    }
}
