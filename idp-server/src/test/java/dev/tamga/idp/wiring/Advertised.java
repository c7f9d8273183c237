package dev.tamga.idp.wiring;

import tools.jackson.databind.JsonNode;

/** Shows a member of the discovery document to be true. */
@FunctionalInterface
interface Advertised {
    void check(JsonNode advertised) throws Exception;
}
