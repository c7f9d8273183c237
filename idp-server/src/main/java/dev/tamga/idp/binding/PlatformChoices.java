package dev.tamga.idp.binding;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;

/** 「CA办理平台」: the trading platforms where a key may have been applied for. */
public final class PlatformChoices {
    private final Platforms platforms;

    public PlatformChoices(Platforms platforms) {
        this.platforms = platforms;
    }

    /** As templates list it. */
    public record Choice(String id, String name) {}

    boolean has(String id) {
        return platforms.find(id).filter(PlatformChoices::isTradingPlatform).isPresent();
    }

    List<Choice> list(Locale locale) {
        return platforms.list().stream()
                .filter(PlatformChoices::isTradingPlatform)
                .sorted(Comparator.comparing(Platform::group).thenComparing(Platform::id))
                .map(platform -> new Choice(platform.id(), platform.name(locale)))
                .toList();
    }

    // A tile that stands for two systems is no system of its own; peers outside the region issue no keys here.
    private static boolean isTradingPlatform(Platform platform) {
        return platform.group() != Platform.Group.OTHER && platform.systems().isEmpty();
    }
}
