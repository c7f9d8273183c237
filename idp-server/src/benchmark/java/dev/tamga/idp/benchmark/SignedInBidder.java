package dev.tamga.idp.benchmark;

import java.util.Map;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

/** A bidder with a live session and a remembered consent: every request of a platform gives a code at once. */
final class SignedInBidder {
    static final String KEY = "nmgca-enterprise";

    private final Bidder bidder;
    private final Map<String, String> request;

    SignedInBidder(RunningTamga tamga) throws Exception {
        bidder = new Bidder(tamga);
        request = new PlatformClient(tamga, "150100").request();
        OpenKey key = OpenKey.open(tamga.keysFolder().resolve(KEY + ".p12"));
        new CompleteSignIn(bidder, key::proof).walk(request);
    }

    String code() throws Exception {
        String code = PlatformClient.query(bidder.browser().get(PlatformClient.authorize(request))).get("code");
        if (code == null) {
            throw new IllegalStateException("no code");
        }
        return code;
    }
}
