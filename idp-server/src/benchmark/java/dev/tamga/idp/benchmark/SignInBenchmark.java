package dev.tamga.idp.benchmark;

import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;

/** From a platform's request to the code, consent remembered: six requests and one signature by the bidder's key. */
@Threads(4)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 3)
public class SignInBenchmark {

    /** When it is counted. */
    @State(Scope.Benchmark)
    public static class Count {
        private final Place place = Place.current();

        @Setup(Level.Iteration)
        public void begin() {
            ProcessorTime.begin(place.provider());
        }
    }

    /** SM2 with a remembered CRL; SM2 with an OCSP answer at each sign-in; RSA with the same. */
    @State(Scope.Thread)
    public static class Person {
        @Param({"nmgca-enterprise", "bjca-enterprise", "cfca-enterprise-rsa"})
        private String key;

        private CompleteSignIn signIn;
        private Map<String, String> request;

        @Setup
        public void open() throws Exception {
            Place place = Place.current();
            OpenKey opened = OpenKey.open(place.tamga().keysFolder().resolve(key + ".p12"));
            signIn = new CompleteSignIn(new Bidder(place.tamga()), opened::proof);
            request = new PlatformClient(place.tamga(), "150100").request();
        }
    }

    @Benchmark
    public String signIn(Person person, Count count) throws Exception {
        String code = PlatformClient.query(person.signIn.walk(person.request)).get("code");
        if (code == null) {
            throw new IllegalStateException("no code");
        }
        ProcessorTime.count();
        return code;
    }
}
