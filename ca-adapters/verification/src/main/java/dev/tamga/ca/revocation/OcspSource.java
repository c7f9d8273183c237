package dev.tamga.ca.revocation;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Asks an OCSP responder (RFC 6960), anew at each sign-in. */
final class OcspSource implements RevocationSource {
    private final Fetcher fetcher;

    OcspSource(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public RevocationPolicy.Kind kind() {
        return RevocationPolicy.Kind.OCSP;
    }

    @Override
    public Answer ask(Question question, Instant now) throws Unanswered {
        URI address = address(question);
        OcspQuery query = OcspQuery.of(question);
        byte[] response = fetch(question.policy(), address, query);
        return OcspAnswerReader.read(response, query, now);
    }

    private static URI address(Question question) throws Unanswered {
        RevocationPolicy policy = question.policy();
        List<URI> named = Stream.concat(
                        Locations.ofOcsp(question.certificate()),
                        policy.ocspAddress().stream().flatMap(address -> Locations.http(address).stream()))
                .toList();
        if (named.isEmpty()) {
            throw Unanswered.notNamed("the certificate names no responder");
        }
        return named.stream()
                .filter(policy.hosts()::allows)
                .findFirst()
                .orElseThrow(() -> new Unanswered(named.getFirst().getHost() + " is not among revocation.hosts"));
    }

    private byte[] fetch(RevocationPolicy policy, URI address, OcspQuery query) throws Unanswered {
        try {
            return fetcher.fetch(Fetcher.Request.ocsp(
                    address, query.encoded(), policy.timeout(), RevocationPolicy.OCSP_MAX_BYTES));
        } catch (IOException e) {
            throw new Unanswered(e.getMessage());
        }
    }
}
