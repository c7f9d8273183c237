package dev.tamga.idp.benchmark.load;

import dev.tamga.idp.TestPlatforms;

/** A client that both servers know in the same way. */
record Target(String clientId, String secret, String redirectUri) {
    static final Target OURS = new Target("150100", TestPlatforms.SECRET, TestPlatforms.redirectUri("150100"));
    static final Target STOCK = new Target("stock", TestPlatforms.SECRET, "https://platform-stock.example/callback");
}
