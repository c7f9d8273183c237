package dev.tamga.idp.benchmark.load;

import dev.tamga.idp.TestClients;
import dev.tamga.idp.TestPlatforms;

/**
 * A client that both servers know in the same way.
 *
 * @param serviceId the client that asks for tokens in its own name, with the same secret
 */
record Target(String clientId, String serviceId, String secret, String redirectUri) {
    static final Target OURS = new Target(
            "150100", TestClients.SERVICE, TestPlatforms.SECRET, TestPlatforms.redirectUri("150100"));
    static final Target STOCK =
            new Target("stock", "stock", TestPlatforms.SECRET, "https://platform-stock.example/callback");
}
