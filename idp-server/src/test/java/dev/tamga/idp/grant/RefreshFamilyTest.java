package dev.tamga.idp.grant;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** How the audit tells the end of a refresh family from an attack on it. */
@Tag("database")
final class RefreshFamilyTest {
    private static final String KEY = "szca-enterprise";

    private RunningTamga tamga;
    private PlatformClient platform;
    private Journey journey;

    @BeforeEach
    void bindOnce() throws Exception {
        tamga = RunningTamga.get();
        Bidder bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        journey = new Journey(bidder, KEY);
        bidder.bind(KEY);
    }

    private String code() throws Exception {
        return PlatformClient.query(journey.walk(platform.request())).get("code");
    }

    @Test
    void anExpiredFamilyIsNoAttackAndAnotherPlatformsTokenIsOne() throws Exception {
        PlatformClient other = new PlatformClient(tamga, "150200");
        String lent = platform.redeem(code()).text("refresh_token");
        assertThat(other.refresh(lent).text("error")).isEqualTo("invalid_grant");
        assertThat(ends()).containsExactly("refresh-of-another-platform");

        String expired = platform.redeem(code()).text("refresh_token");
        tamga.jdbi().useHandle(handle -> handle.execute("update authorization_grant set refresh_expires_at = 1"));
        assertThat(platform.refresh(expired).text("error")).isEqualTo("invalid_grant");
        assertThat(ends()).containsExactly("refresh-of-another-platform");
    }

    private List<String> ends() {
        return tamga.jdbi().withHandle(handle -> handle.createQuery(
                        "select code from audit_event where event = 'grant-ended' order by occurred_at desc, id desc limit 1")
                .mapTo(String.class)
                .list());
    }
}
