package dev.tamga.ca.revocation;

import java.time.Duration;

import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.CrlPoint;
import dev.tamga.ca.crl.UnusableCrl;

/**
 * A CRL that is wanted.
 *
 * @param point by which the question's certificate names it, or names the complete one that a delta CRL continues
 * @param isDelta whether a delta CRL is expected
 * @param patience for the exchange
 */
record CrlOrder(CrlAddress address, CrlPoint point, boolean isDelta, Question question, Duration patience) {

    CrlOrder withPatience(Duration longer) {
        return new CrlOrder(address, point, isDelta, question, longer);
    }

    Duration maxAge() {
        return question.policy().crlMaxAge();
    }

    /** Refuses a CRL that is not what was wanted: it must not take the place of one that is. */
    void checkFits(Crl crl) throws UnusableCrl {
        if (crl.header().isDelta() != isDelta) {
            throw new UnusableCrl(isDelta
                    ? "the CRL is a complete one; expected a delta CRL"
                    : "the CRL is a delta CRL; expected a complete one");
        }
        crl.reasonsFor(question.certificate(), point);
    }
}
