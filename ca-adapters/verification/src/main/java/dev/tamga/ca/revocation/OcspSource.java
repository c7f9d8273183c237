package dev.tamga.ca.revocation;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.fetch.Fetcher;

/** Asks an OCSP responder (RFC 6960); its verified answers are kept for a while. */
final class OcspSource implements RevocationSource {
    private final Fetcher fetcher;
    private final RevocationSource crl;
    private final OcspCache cache = new OcspCache();

    /** @param crl says whether a delegated responder was revoked */
    OcspSource(Fetcher fetcher, RevocationSource crl) {
        this.fetcher = fetcher;
        this.crl = crl;
    }

    @Override
    public RevocationPolicy.Kind kind() {
        return RevocationPolicy.Kind.OCSP;
    }

    @Override
    public Optional<Answer> known(Question question, Instant now) {
        return cache.fresh(question.key(), now);
    }

    @Override
    public Optional<Answer> stale(Question question) {
        return cache.any(question.key());
    }

    @Override
    public Answer ask(Question question, Instant now) throws Unanswered {
        URI address = address(question);
        OcspQuery query = OcspQuery.of(question);
        OcspReading reading = OcspAnswerReader.read(fetch(query.to(address)), query, now);
        if (reading.delegate().isPresent()) {
            checkDelegate(reading.delegate().get(), question, now);
        }
        cache.put(question.key(), reading.answer(), reading.usableUntil(question.policy().ocsp(), now));
        return reading.answer();
    }

    // RFC 6960 §4.2.2.2.1: without ocsp-nocheck a responder's certificate is checked like any other.
    private void checkDelegate(CertificateView delegate, Question question, Instant now) throws Unanswered {
        Question own = question.of(delegate, question.issuer());
        try {
            Optional<Answer> known = crl.known(own, now);
            Answer answer = known.isPresent() ? known.get() : crl.ask(own, now);
            if (answer.status() != Answer.Status.GOOD) {
                throw new Unanswered("the responder's certificate is revoked");
            }
        } catch (Unanswered e) {
            throw new Unanswered("the responder's certificate has neither ocsp-nocheck nor a CRL that clears it: "
                    + e.getMessage());
        }
    }

    private static URI address(Question question) throws Unanswered {
        RevocationPolicy policy = question.policy();
        List<URI> named = Stream.concat(
                        Locations.ofOcsp(question.certificate()),
                        policy.ocsp().address().stream().flatMap(address -> Locations.http(address).stream()))
                .toList();
        if (named.isEmpty()) {
            throw Unanswered.notNamed("the certificate names no responder");
        }
        return named.stream()
                .filter(policy.hosts()::allows)
                .findFirst()
                .orElseThrow(() -> Unanswered.notAsked(
                        named.getFirst().getHost() + " is not among revocation.hosts"));
    }

    private byte[] fetch(Fetcher.Request request) throws Unanswered {
        try {
            return fetcher.fetch(request);
        } catch (IOException e) {
            throw Unanswered.of(e);
        }
    }
}
