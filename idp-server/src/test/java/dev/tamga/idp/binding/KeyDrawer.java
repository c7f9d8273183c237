package dev.tamga.idp.binding;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.secret.Hash;

/** What becomes of demo keys at the real server, and how to put them back: tests run in any order. */
public final class KeyDrawer {
    private final RunningTamga tamga;

    public KeyDrawer(RunningTamga tamga) {
        this.tamga = tamga;
    }

    public String number(String key) {
        return tamga.key(key).signing().serial().toString(16).toUpperCase(Locale.ROOT);
    }

    public String id(String key) {
        return tamga.jdbi().withHandle(handle -> handle.createQuery("select id from subject_key where key_number = ?")
                .bind(0, number(key))
                .mapTo(String.class)
                .one());
    }

    /** As if these had never been bound; the subjects stay. */
    public void takeOut(String... keys) {
        for (String key : keys) {
            tamga.jdbi().useHandle(handle -> {
                handle.execute("delete from subject_key where key_number = ?", number(key));
                handle.execute("delete from ended_key where serial = ?", number(key));
            });
        }
    }

    /** The binding is of an earlier certificate of that holder, which ends in some days. */
    public void age(String key, int daysLeft) {
        tamga.jdbi().useHandle(handle -> handle.execute(
                """
                update subject_key
                set serial = 'FA5E', key_number = 'FA5E', certificate_hash = ?, not_before = not_before - 86400000,
                    not_after = ?
                where key_number = ?""",
                Hash.sha256("former " + key),
                Instant.now().plus(Duration.ofDays(daysLeft)).toEpochMilli(),
                number(key)));
        tamga.jdbi().useHandle(handle -> handle.execute("delete from ended_key where serial = 'FA5E'"));
    }

    /** Subject and key have another name than the key's certificate. */
    public void rename(String key, String name) {
        tamga.jdbi().useHandle(handle -> {
            handle.execute("""
                    update subject set name = ?, normalised_name = ?
                    where id = (select subject_id from subject_key where key_number = ?)""", name, name, number(key));
            handle.execute("update subject_key set normalised_name = ? where key_number = ?", name, number(key));
        });
    }

    /** As the page at /account/keys/add does it. */
    public HttpResponse<String> add(Bidder bidder, String key) throws Exception {
        return add(bidder, key, bidder.keyFields(key));
    }

    public HttpResponse<String> add(Bidder bidder, String key, Map<String, String[]> form) throws Exception {
        bidder.browser().get("/account/keys/add");
        String proof = bidder.proof(key, bidder.challenge(Purpose.ADD_KEY, Bidder.shown(form)));
        return post(bidder, "/account/keys/add", form, proof);
    }

    public HttpResponse<String> unfreeze(Bidder bidder, String frozen, String signer) throws Exception {
        Map<String, String[]> form = Map.of("frozen_key_number", new String[] {number(frozen)});
        String path = "/account/keys/" + id(frozen) + "/unfreeze";
        bidder.browser().get(path);
        return post(bidder, path, form, bidder.proof(signer, bidder.challenge(Purpose.UNFREEZE, Bidder.shown(form))));
    }

    /** Opens the page that asks first, then answers it. */
    public HttpResponse<String> act(Bidder bidder, String key, String action) throws Exception {
        String path = "/account/keys/" + id(key) + "/" + action;
        bidder.browser().get(path);
        return bidder.browser().post(path, Map.of());
    }

    private static HttpResponse<String> post(Bidder bidder, String path, Map<String, String[]> form, String proof)
            throws Exception {
        Map<String, String[]> all = new HashMap<>(form);
        all.put("proof", new String[] {proof});
        return bidder.browser().post(path, all);
    }
}
