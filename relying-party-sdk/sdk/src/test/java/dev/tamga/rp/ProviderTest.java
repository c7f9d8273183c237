package dev.tamga.rp;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** One provider, one relying party, one still clock for each test. */
abstract class ProviderTest {

    static final String SECRET = "0123456789012345678901234567890123456789012";

    final MovingClock clock = new MovingClock();
    FakeProvider provider;
    RelyingParty party;

    interface Step {
        void run() throws Exception;
    }

    @BeforeEach
    void startProvider() throws Exception {
        provider = FakeProvider.start(clock);
        party = builder().build();
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    RelyingPartyBuilder builder() {
        return RelyingParty.forIssuer(provider.issuer()).clientId("150100").clientSecret(SECRET)
                .redirectUri("http://localhost:9101/callback").postLogoutUri("http://localhost:9101/signed-out")
                .timeout(Duration.ofSeconds(5)).clock(clock);
    }

    SignedIn signIn() throws LoginFailed {
        StartedLogin started = party.startLogin();
        return party.finishLogin(started.saved(), provider.authorize(started.url()));
    }

    static LoginFailed.Reason reasonOf(Step step) {
        LoginFailed failure = catchThrowableOfType(LoginFailed.class, step::run);
        return failure == null ? null : failure.reason();
    }
}
