package dev.tamga.idp.grant;

import java.util.Map;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.KeyClient;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

/** A bound bidder who arrives at platforms; each arrival is a fresh code. */
final class ArrivedBidder {
    private static final String KEY = "nmgca-enterprise";

    private final Journey journey;

    ArrivedBidder(RunningTamga tamga) throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.bind(KEY);
        this.journey = new Journey(bidder, KEY);
    }

    /** @return the code */
    String at(KeyClient client) throws Exception {
        return at(client.request());
    }

    /** @return the code */
    String at(Map<String, String> request) throws Exception {
        return PlatformClient.query(journey.walk(request)).get("code");
    }

    /** The tokens of a code that a platform redeems without anything special. */
    KeyClient.Answer tokens(KeyClient client) throws Exception {
        return client.token(client.authenticated(), client.exchange(at(client)));
    }
}
