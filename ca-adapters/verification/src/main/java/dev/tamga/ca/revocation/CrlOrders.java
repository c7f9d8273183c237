package dev.tamga.ca.revocation;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x509.Extension;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.KeyHash;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.CrlPoint;
import dev.tamga.ca.crl.UnusableCrl;

/** Which CRLs a certificate names (RFC 5280 §4.2.1.13), and who may be asked for them. */
final class CrlOrders {
    private static final int MOST_ADDRESSES = 4;
    private static final int MOST_DELTAS = 2;
    // A delta CRL only adds to an answer that is good without it: nobody waits long for it.
    private static final int DELTA_SHARE = 4;

    private CrlOrders() {}

    /**
     * The points in the certificate's order, and after them the address that an operator named: each a list of places
     * where one CRL is.
     *
     * @throws Unanswered if the certificate names none, or none that may be asked
     */
    static List<List<CrlOrder>> complete(Question question) throws Unanswered {
        List<List<CrlOrder>> points = new ArrayList<>();
        Optional<URI> refused = Optional.empty();
        int left = MOST_ADDRESSES;
        for (CrlPoint point : points(question)) {
            List<URI> named = uris(point.uris());
            List<CrlOrder> allowed = named.stream()
                    .filter(question.policy().hosts()::allows)
                    .limit(left)
                    .map(uri -> order(question, uri, point, false))
                    .toList();
            refused = refused.or(() ->
                    named.stream().filter(uri -> !question.policy().hosts().allows(uri)).findFirst());
            left -= allowed.size();
            points.add(allowed);
        }
        points.removeIf(List::isEmpty);
        if (points.isEmpty()) {
            throw refused.map(uri -> new Unanswered(uri.getHost() + " is not among revocation.hosts"))
                    .orElseGet(() -> Unanswered.notNamed("the certificate names no CRL"));
        }
        return points;
    }

    /** Where the certificate or the complete CRL says that the delta CRL is. */
    static List<CrlOrder> delta(CrlOrder complete, Crl crl) throws UnusableCrl {
        Question question = complete.question();
        Stream<CrlPoint> named =
                Stream.concat(CrlPoint.freshest(question.certificate()).stream(), crl.header().freshest().stream());
        return uris(named.flatMap(CrlPoint::uris)).stream()
                .distinct()
                .filter(question.policy().hosts()::allows)
                .limit(MOST_DELTAS)
                .map(uri -> order(question, uri, complete.point(), true))
                .toList();
    }

    /** Whether a certificate says at all where its state can be asked for. */
    static boolean namesSource(CertificateView certificate) {
        return certificate.extension(Extension.cRLDistributionPoints.getId()).isPresent()
                || Locations.ofOcsp(certificate).findAny().isPresent();
    }

    private static List<CrlPoint> points(Question question) throws Unanswered {
        try {
            List<CrlPoint> points = new ArrayList<>(CrlPoint.listOf(question.certificate()));
            question.policy().crlAddress().ifPresent(address -> points.add(
                    CrlPoint.implied(question.certificate().issuer().x500(), Optional.of(address))));
            return points;
        } catch (UnusableCrl e) {
            throw new Unanswered(e.getMessage());
        }
    }

    private static CrlOrder order(Question question, URI uri, CrlPoint point, boolean isDelta) {
        CrlAddress address = new CrlAddress(question.policy().ca(), uri, KeyHash.of(question.issuer()));
        Duration timeout = question.policy().timeout();
        return new CrlOrder(address, point, isDelta, question, isDelta ? timeout.dividedBy(DELTA_SHARE) : timeout);
    }

    private static List<URI> uris(Stream<String> locations) {
        return locations.flatMap(location -> Locations.http(location).stream()).toList();
    }
}
