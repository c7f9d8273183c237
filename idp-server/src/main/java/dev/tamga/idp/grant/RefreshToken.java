package dev.tamga.idp.grant;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tamga.idp.grant.GrantStore.RefreshHashes;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/**
 * {@code <family>.<secret>}, 256 random bits each. The family half stays, so that every earlier token of the family is
 * recognised as such for ever without a row of its own.
 */
record RefreshToken(String family, String secret) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");

    static RefreshToken first(Ids ids) {
        return new RefreshToken(ids.secret(), ids.secret());
    }

    RefreshToken next(Ids ids) {
        return new RefreshToken(family, ids.secret());
    }

    static Optional<RefreshToken> parse(String value) {
        return FORM.matcher(value).matches()
                ? Optional.of(new RefreshToken(value.substring(0, 43), value.substring(44)))
                : Optional.empty();
    }

    RefreshHashes hashes() {
        return new RefreshHashes(Hash.sha256(family), Hash.sha256(secret));
    }

    String value() {
        return family + "." + secret;
    }

    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}
