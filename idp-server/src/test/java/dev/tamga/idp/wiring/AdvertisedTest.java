package dev.tamga.idp.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Discovery against what happens: for each member a real request shows that each of its values works, and for what
 * could stand there and does not a request shows that it is refused. A member without a check here fails the test.
 */
@Tag("database")
final class AdvertisedTest {
    private AdvertisedWorld world;
    private final Map<String, Advertised> checks = new LinkedHashMap<>();

    @BeforeEach
    void bindOnce() throws Exception {
        world = new AdvertisedWorld(RunningTamga.get());
        checks.putAll(new AdvertisedRequests(world).checks());
        checks.putAll(new AdvertisedTokens(world).checks());
    }

    @TestFactory
    Stream<DynamicTest> whatIsAdvertisedWorks() throws Exception {
        JsonNode document = world.document();
        return document.properties().stream().map(member -> DynamicTest.dynamicTest(member.getKey(), () -> {
            assertThat(checks).as("a check of " + member.getKey()).containsKey(member.getKey());
            checks.get(member.getKey()).check(member.getValue());
        }));
    }

    @Test
    void whatIsCheckedIsAdvertised() throws Exception {
        assertThat(checks.keySet()).isSubsetOf(world.document().propertyNames());
    }

    @Test
    void bothWellKnownAddressesTellTheSame() throws Exception {
        assertThat(PlatformClient.json(
                        world.tamga.browser().get("/.well-known/oauth-authorization-server").body()))
                .isEqualTo(world.document());
    }
}
