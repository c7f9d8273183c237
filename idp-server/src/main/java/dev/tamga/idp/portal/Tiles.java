package dev.tamga.idp.portal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.portal.Tile.Tab;
import dev.tamga.idp.portal.Tile.TileSystem;
import dev.tamga.idp.session.SignInSession;

/** Which platforms there are for one signed-in key. Admission is decided from what the session knows of the key. */
public final class Tiles {
    /** Domain: the system's own line stands where a platform's is blank. */
    static final String OWN_LINE = "400-998-0000";

    private final Platforms platforms;

    public Tiles(Platforms platforms) {
        this.platforms = platforms;
    }

    /**
     * The tabs that hold anything, their tiles by id: as domain.md §3 lists them. A platform that is off or not connected is
     * among them, and its tile says so.
     */
    List<Tab> tabs(SignInSession session, Locale locale) {
        return Arrays.stream(Platform.Group.values())
                .map(group -> new Tab(word(group), tiles(group, session, locale)))
                .filter(tab -> !tab.tiles().isEmpty())
                .toList();
    }

    /** Tiles of platforms by id, those that the page has no tile for left out. */
    List<Tile> of(List<String> ids, SignInSession session, Locale locale) {
        return ids.stream()
                .flatMap(id -> platforms.find(id).stream())
                .map(platform -> tile(platform, session, locale))
                .toList();
    }

    /** The platform, if a sign-in of this key may start there now. */
    Optional<Platform> enterable(String id, SignInSession session) {
        return platforms.find(id)
                .filter(Platform::isConnected)
                .filter(platform -> refused(platform, session).isEmpty());
    }

    /** Every address that a start from the portal may lead through. */
    String[] addresses() {
        return platforms.list().stream()
                .filter(Platform::isConnected)
                .map(Platform::addresses)
                .flatMap(at -> Stream.concat(at.initiateLoginUri().stream(), at.redirectUris().stream()))
                .toArray(String[]::new);
    }

    private List<Tile> tiles(Platform.Group group, SignInSession session, Locale locale) {
        Collection<Platform> all = platforms.list();
        Set<String> behindTiles =
                all.stream().flatMap(platform -> platform.systems().stream()).collect(Collectors.toSet());
        return all.stream()
                .filter(platform -> platform.group() == group)
                .filter(platform -> !behindTiles.contains(platform.id()))
                .map(platform -> tile(platform, session, locale))
                .toList();
    }

    private Tile tile(Platform platform, SignInSession session, Locale locale) {
        Optional<String> refused = refused(platform, session);
        return new Tile(
                platform.id(),
                platform.name(locale),
                platform.supportPhone().orElse(OWN_LINE),
                word(platform.state()),
                refused.isEmpty(),
                refused.map(rule -> "portal.reason." + rule).orElse(null),
                Search.index(names(platform)),
                platform.systems().stream()
                        .flatMap(id -> enterable(id, session).stream())
                        .map(system -> new TileSystem(system.id(), system.name(locale)))
                        .toList());
    }

    /** In every language, those of the systems behind the tile among them, open or not. */
    private Stream<String> names(Platform platform) {
        return Stream.concat(Stream.of(platform), platform.systems().stream().flatMap(id -> platforms.find(id).stream()))
                .flatMap(named -> named.name().values().stream());
    }

    private static Optional<String> refused(Platform platform, SignInSession session) {
        return platform.admission()
                .refuses(session.ca().value(), session.holderKind().name(), session.region(), session.project());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
