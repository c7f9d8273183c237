package dev.tamga.idp.benchmark;

import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.benchmark.SignInBenchmark.Count;

/** What a platform asks once it has tokens. */
@Threads(4)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 3)
public class TokenBenchmark {

    /** A platform's session of one bidder. */
    @State(Scope.Thread)
    public static class Session {
        private PlatformClient platform;
        private String refreshToken;
        private String accessToken;

        @Setup
        public void open() throws Exception {
            RunningTamga tamga = Place.current().tamga();
            platform = new PlatformClient(tamga, "150100");
            keep(platform.redeem(new SignedInBidder(tamga).code()));
        }

        private void keep(PlatformClient.Answer answer) {
            if (answer.status() != 200) {
                throw new IllegalStateException("token endpoint: " + answer);
            }
            refreshToken = answer.text("refresh_token");
            accessToken = answer.text("access_token");
        }
    }

    @Benchmark
    public void refresh(Session session, Count count) throws Exception {
        session.keep(session.platform.refresh(session.refreshToken));
        ProcessorTime.count();
    }

    @Benchmark
    public String userInfo(Session session, Count count) throws Exception {
        var answer = session.platform.userInfo(session.accessToken);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("userinfo: " + answer);
        }
        ProcessorTime.count();
        return answer.body();
    }

    /** A platform in its own name. */
    @State(Scope.Thread)
    public static class Service {
        private KeyClient platform;

        @Setup
        public void open() {
            platform = new KeyClient(Place.current().tamga(), TestClients.SERVICE);
        }
    }

    @Benchmark
    public String clientCredentials(Service service, Count count) throws Exception {
        KeyClient.Answer answer = service.platform.token(service.platform.authenticated(), KeyClient.service());
        if (answer.status() != 200) {
            throw new IllegalStateException("token endpoint: " + answer);
        }
        ProcessorTime.count();
        return answer.body();
    }

    @Benchmark
    public String introspection(Session session, Count count) throws Exception {
        PlatformClient.Answer answer =
                session.platform.post("/oauth2/introspect", Map.of("token", session.accessToken));
        if (!answer.body().path("active").asBoolean()) {
            throw new IllegalStateException("introspection: " + answer);
        }
        ProcessorTime.count();
        return answer.text("client_id");
    }
}
