package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.CrlPoint;
import dev.tamga.ca.crl.Reasons;
import dev.tamga.ca.crl.UnusableCrl;

/**
 * What CRLs together say of one certificate (RFC 5280 §6.3.3): each speaks for its reasons, and only all reasons
 * together make "good".
 */
final class CrlVerdict {
    private static final int CERTIFICATE_HOLD = 6;

    private final CertificateView certificate;
    private Reasons spoken = Reasons.NONE;
    private Optional<Crl.Entry> listed = Optional.empty();
    // The oldest of those that were taken: the verdict is as old as what it rests on.
    private Instant saidAt = Instant.MAX;

    CrlVerdict(CertificateView certificate) {
        this.certificate = certificate;
    }

    /**
     * Takes what a complete CRL says, and the delta CRL that continues it.
     *
     * @throws UnusableCrl if the CRL is for other certificates than this one by this point
     */
    void take(CrlPoint point, Crl complete, Optional<Crl> delta) throws UnusableCrl {
        if (isNews(point, complete)) {
            Optional<Crl.Entry> entry = find(complete);
            listed = delta.isEmpty() ? entry : continued(entry, find(delta.get()));
            said(delta.orElse(complete));
        }
    }

    /**
     * Takes what a complete CRL says, where the delta CRL that continues it has ended: what that lists stays listed, for
     * nothing takes a revocation back; what it lifts or leaves out is the complete one's to say.
     *
     * @throws UnusableCrl if the CRL is for other certificates than this one by this point
     */
    void takeEnded(CrlPoint point, Crl complete, Crl delta) throws UnusableCrl {
        if (isNews(point, complete)) {
            Optional<Crl.Entry> added = find(delta).filter(entry -> !entry.isRemoval());
            listed = continued(find(complete), added);
            said(added.isPresent() ? delta : complete);
        }
    }

    // RFC 5280 §6.3.3 (e): whether it speaks for reasons that no other spoke for.
    private boolean isNews(CrlPoint point, Crl complete) throws UnusableCrl {
        Reasons speaks = complete.reasonsFor(certificate, point);
        if (isSettled() || !speaks.exceed(spoken)) {
            return false;
        }
        spoken = spoken.or(speaks);
        return true;
    }

    private void said(Crl crl) {
        Instant said = crl.header().thisUpdate();
        saidAt = said.isBefore(saidAt) ? said : saidAt;
    }

    /** Whether another CRL could add nothing. */
    boolean isSettled() {
        return listed.isPresent() || !Reasons.ALL.exceed(spoken);
    }

    Answer answer() throws Unanswered {
        if (!isSettled()) {
            throw new Unanswered("the CRLs speak only for some reasons of revocation");
        }
        return listed.isPresent()
                ? Answer.revoked(RevocationPolicy.Kind.CRL, listed.get().reason(), saidAt)
                : Answer.good(RevocationPolicy.Kind.CRL, saidAt);
    }

    private Optional<Crl.Entry> find(Crl crl) {
        return crl.find(certificate.issuer().x500(), certificate.serial());
    }

    /** RFC 5280 §6.3.3 (i) to (k): the delta CRL goes first, and takes back what may be taken back, a suspension. */
    private static Optional<Crl.Entry> continued(Optional<Crl.Entry> complete, Optional<Crl.Entry> delta) {
        boolean isFinal = complete.isPresent() && complete.get().reason() != CERTIFICATE_HOLD;
        return delta.isEmpty() || isFinal ? complete : delta.filter(entry -> !entry.isRemoval());
    }
}
