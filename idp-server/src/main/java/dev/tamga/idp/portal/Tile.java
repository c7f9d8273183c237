package dev.tamga.idp.portal;

import java.util.List;

/**
 * A platform as the portal shows it.
 *
 * @param state {@code connected}, {@code planned} or {@code off}
 * @param reasonKey message key of why this key is not admitted, null where it is
 * @param searched what it is found by, in the form of {@link Search}
 * @param systems the systems behind the tile that can be entered; empty where the tile is one system
 */
public record Tile(
        String id,
        String name,
        String supportPhone,
        String state,
        boolean admitted,
        String reasonKey,
        String searched,
        List<TileSystem> systems) {

    /** Whether a sign-in of this key may start here now. */
    public boolean isOpen() {
        return state.equals("connected") && admitted;
    }

    /** One of several systems behind a tile, each its own client. */
    public record TileSystem(String id, String name) {}

    /** @param key {@code region}, {@code east}, {@code west} or {@code other} */
    public record Tab(String key, List<Tile> tiles) {
        boolean hasOpen() {
            return tiles.stream().anyMatch(Tile::isOpen);
        }
    }
}
