package dev.tamga.ca.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.bouncycastle.cert.ocsp.CertificateID;

import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;

/** A CA with a responder that answers some certificates otherwise than the rest: for tests of the way to it. */
final class OcspWorld {
    private static final String ADDRESS = "http://ocsp.example.org/";

    private final CrlWorld world = new CrlWorld();
    private final Map<BigInteger, String> odd = new ConcurrentHashMap<>();
    private final Sources sources =
            new Sources(List.of(new OcspSource(this::exchange, world.source)), RevocationEvents.NONE);
    Instant now = CrlWorld.NOW;

    ForgedCertificate leaf() {
        return world.leaf(world.issuing, ForgedExtension.access("OCSP " + ADDRESS));
    }

    /** @param what {@code status 6}, {@code HTTP 404} or {@code down} */
    void answering(ForgedCertificate leaf, String what) {
        odd.put(CrlWorld.view(leaf).serial(), what);
    }

    /** {@code good}, or {@code unanswered: } and why. */
    String ask(ForgedCertificate leaf) {
        Question asked = world.question(leaf, world.issuing);
        Sources.Outcome outcome = sources.ask(
                new Question(asked.certificate(), asked.issuer(), asked.anchor(), policy(), asked.trust()),
                Deadline.of(now, policy().limits().budget()));
        return outcome.answer().map(CrlWorld::said).orElse("unanswered: " + outcome.failures());
    }

    LineHealth health() {
        return sources.health(policy()).getFirst();
    }

    private RevocationPolicy policy() {
        RevocationPolicy policy = world.policy();
        return new RevocationPolicy(
                policy.ca(),
                List.of(RevocationPolicy.Kind.OCSP),
                new AllowedHosts(Set.of("ocsp.example.org"), Set.of()),
                new OcspRules(Optional.empty(), OcspRules.Method.POST, OcspRules.Nonce.NONE, Duration.ofDays(1),
                        Duration.ofHours(1)),
                policy.crl(),
                policy.limits(),
                Optional.empty());
    }

    private Fetcher.Answer exchange(Fetcher.Request request) throws IOException {
        CertificateID asked = ForgedCa.asked(world.issuing, request);
        String[] what = odd.getOrDefault(asked.getSerialNumber(), "good").split(" ");
        return switch (what[0]) {
            case "status" -> new Fetcher.Answer(200, OcspAnswer.error(Integer.parseInt(what[1])));
            case "HTTP" -> new Fetcher.Answer(Integer.parseInt(what[1]), new byte[0]);
            case "down" -> throw new IOException("down");
            default -> new Fetcher.Answer(200, OcspAnswer.by(world.issuing, now).good(asked).forge());
        };
    }
}
