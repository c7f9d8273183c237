package dev.tamga.ca.revocation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tamga.ca.chain.KeyHash;

/**
 * Looks a serial number up in the CA's CRL. A verified CRL is kept in memory until its nextUpdate; of many that ask for
 * one address at once, one fetches and the others wait for it.
 */
final class CrlSource implements RevocationSource {
    private static final int REMEMBERED = 256;
    // One failure answers for all who asked meanwhile: nobody queues for one time limit after the other.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Fetcher fetcher;
    private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Slot> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A CRL is verified for one issuer's key: another issuer's certificate at the same address verifies it anew. */
    private record Key(URI address, String issuerKey) {}

    /** What is known of one address. */
    private static final class Slot {
        private CrlIndex crl;
        private Unanswered failure;
        private Instant failedAt = Instant.EPOCH;
    }

    CrlSource(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public RevocationPolicy.Kind kind() {
        return RevocationPolicy.Kind.CRL;
    }

    @Override
    public Answer ask(Question question, Instant now) throws Unanswered {
        List<String> failures = new ArrayList<>();
        for (URI address : addresses(question)) {
            try {
                CrlIndex crl = crl(address, question, now);
                crl.checkScope(question.certificate());
                return crl.answer(question.certificate().serial());
            } catch (Unanswered e) {
                failures.add(e.getMessage());
            }
        }
        throw failures.isEmpty()
                ? Unanswered.notNamed("the certificate names no CRL")
                : new Unanswered(String.join(", ", failures));
    }

    private static List<URI> addresses(Question question) throws Unanswered {
        RevocationPolicy policy = question.policy();
        List<URI> named = Stream.concat(
                        Locations.ofCrl(question.certificate()),
                        policy.crlAddress().stream().flatMap(address -> Locations.http(address).stream()))
                .toList();
        List<URI> allowed = named.stream().filter(policy.hosts()::allows).limit(3).toList();
        if (allowed.isEmpty() && !named.isEmpty()) {
            throw new Unanswered(named.getFirst().getHost() + " is not among revocation.hosts");
        }
        return allowed;
    }

    private CrlIndex crl(URI address, Question question, Instant now) throws Unanswered {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(new Key(address, KeyHash.of(question.issuer())), key -> new Slot());
        }
        synchronized (slot) {
            if (slot.crl == null || slot.crl.isDue(now)) {
                refresh(slot, address, question, now);
            }
            Freshness.check(slot.crl.thisUpdate(), slot.crl.nextUpdate(), question.policy().crlMaxAge(), now);
            return slot.crl;
        }
    }

    private void refresh(Slot slot, URI address, Question question, Instant now) throws Unanswered {
        if (now.isBefore(slot.failedAt.plus(RETRY_AFTER))) {
            throw slot.failure;
        }
        try {
            slot.crl = CrlReader.read(fetch(address, question.policy()), question, now);
        } catch (Unanswered e) {
            slot.failure = e;
            slot.failedAt = now;
            throw e;
        }
    }

    private byte[] fetch(URI address, RevocationPolicy policy) throws Unanswered {
        try {
            return fetcher.fetch(Fetcher.Request.get(address, policy.timeout(), policy.crlMaxBytes()));
        } catch (IOException e) {
            throw new Unanswered(e.getMessage());
        }
    }
}
