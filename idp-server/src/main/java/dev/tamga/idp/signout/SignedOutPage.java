package dev.tamga.idp.signout;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.grant.Visit;
import dev.tamga.idp.outbox.Delivery;
import dev.tamga.idp.outbox.Outbox;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.MasterKey;

/**
 * Where a bidder was signed out, and how far each platform was told. The page has an address of its own, so that
 * looking again shows what has been delivered meanwhile; the address carries a mac, because where a session went is not
 * for whoever knows its {@code sid}.
 */
public final class SignedOutPage {
    private static final int MOST = 40;

    private final List<byte[]> keys;
    private final Grants grants;
    private final Outbox outbox;
    private final Platforms platforms;

    public SignedOutPage(MasterKey master, Grants grants, Outbox outbox, Platforms platforms) {
        this.keys = master.deriveAll("signed-out-page", "HmacSHA256").stream().map(SecretKey::getEncoded).toList();
        this.grants = grants;
        this.outbox = outbox;
        this.platforms = platforms;
    }

    /** @param state {@code pending}, {@code delivered}, {@code given-up}, or {@code alone} where it cannot be told */
    public record Left(String name, String state) {}

    /** The page's address for a session that ended. */
    String address(String sid) {
        return address(List.of(sid));
    }

    /** The same for several; an address has its length, so beyond forty they end unseen. */
    public String address(List<String> sids) {
        if (sids.isEmpty()) {
            return "/signed-out";
        }
        String together = sids.stream().distinct().limit(MOST).collect(Collectors.joining("."));
        return "/signed-out?session=" + together + "." + mac(keys.getFirst(), together);
    }

    /** @param ticket as {@link #address} made it; any other shows nothing */
    List<Left> read(Optional<String> ticket, Locale locale) {
        return ticket.flatMap(this::sessions)
                .map(sids -> list(sids, locale))
                .orElse(List.of());
    }

    private Optional<List<String>> sessions(String ticket) {
        int dot = ticket.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String sids = ticket.substring(0, dot);
        byte[] given = ticket.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        boolean ours = keys.stream()
                .anyMatch(key -> Hash.same(mac(key, sids).getBytes(StandardCharsets.UTF_8), given));
        return ours ? Optional.of(List.of(sids.split("\\."))) : Optional.empty();
    }

    private List<Left> list(List<String> sids, Locale locale) {
        Map<String, Delivery.State> told = sids.stream()
                .flatMap(sid -> outbox.ofSession(sid).stream())
                .collect(Collectors.toMap(Delivery::platformId, Delivery::state, SignedOutPage::lesser));
        return sids.stream()
                .flatMap(sid -> grants.visits(sid).stream())
                .map(Visit::platformId)
                .distinct()
                .flatMap(id -> platforms.find(id).stream())
                .map(platform -> new Left(platform.name(locale), word(told.get(platform.id()))))
                .toList();
    }

    private static Delivery.State lesser(Delivery.State one, Delivery.State other) {
        return one == Delivery.State.DELIVERED ? other : one;
    }

    private static String word(Delivery.State state) {
        return state == null ? "alone" : state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String mac(byte[] key, String sids) {
        byte[] mac = MasterKey.hmac(key, sids.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }
}
