package dev.tamga.ca.revocation;

import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.DerShape;

/** Reads an OCSP answer (RFC 6960 §3.2): every part is verified before the status is believed. */
final class OcspAnswerReader {
    private static final int SUCCESSFUL = 0;
    private static final int MALFORMED_REQUEST = 1;
    private static final int INTERNAL_ERROR = 2;
    private static final int TRY_LATER = 3;
    private static final int SIG_REQUIRED = 5;
    private static final int UNAUTHORIZED = 6;
    private static final int GOOD = 0;
    private static final int REVOKED = 1;
    private static final int MOST_RESPONSES = 100;

    private OcspAnswerReader() {}

    static OcspReading read(byte[] response, OcspQuery query, Instant now) throws Unanswered {
        try {
            DerShape.check(response);
            BasicOCSPResponse basic = basic(OCSPResponse.getInstance(ASN1Primitive.fromByteArray(response)));
            ResponseData data = basic.getTbsResponseData();
            Optional<CertificateView> delegate = OcspResponder.check(basic, query.question(), now);
            checkNonce(data, query);
            checkNothingCritical(data.getResponseExtensions());
            checkProduced(data.getProducedAt().getDate().toInstant(), now);
            return single(data, query, now, delegate);
        } catch (IOException | ParseException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw new Unanswered("the answer is malformed: " + e.getClass().getSimpleName());
        }
    }

    // Only the future is refused: responders that sign ahead produce long before thisUpdate is over.
    private static void checkProduced(Instant producedAt, Instant now) throws Unanswered {
        if (producedAt.isAfter(now.plus(RevocationPolicy.CLOCK_SKEW))) {
            throw new Unanswered("the answer is of the future: producedAt " + producedAt);
        }
    }

    private static BasicOCSPResponse basic(OCSPResponse response) throws Unanswered {
        int status = response.getResponseStatus().getIntValue();
        if (status != SUCCESSFUL || response.getResponseBytes() == null) {
            throw error(status);
        }
        ResponseBytes bytes = response.getResponseBytes();
        if (!OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(bytes.getResponseType())) {
            throw new Unanswered("the answer is of type " + bytes.getResponseType() + "; expected basic");
        }
        return BasicOCSPResponse.getInstance(bytes.getResponse().getOctets());
    }

    /** RFC 6960 §2.3: what keeps a responder from answering anybody, and what it says of this question alone. */
    private static Unanswered error(int status) {
        String message = "the responder answered with status " + word(status);
        return switch (status) {
            case INTERNAL_ERROR, TRY_LATER -> Unanswered.unreachable(message);
            case MALFORMED_REQUEST, SIG_REQUIRED, UNAUTHORIZED -> Unanswered.refused(message);
            default -> new Unanswered(message);
        };
    }

    private static String word(int status) {
        return switch (status) {
            case SUCCESSFUL -> "0 (successful) and no answer";
            case MALFORMED_REQUEST -> "1 (malformedRequest)";
            case INTERNAL_ERROR -> "2 (internalError)";
            case TRY_LATER -> "3 (tryLater)";
            case SIG_REQUIRED -> "5 (sigRequired)";
            case UNAUTHORIZED -> "6 (unauthorized)";
            default -> String.valueOf(status);
        };
    }

    // RFC 9654 §2.1: a responder may leave the nonce out unless the policy says otherwise, but must not answer another.
    private static void checkNonce(ResponseData data, OcspQuery query) throws Unanswered {
        Extensions extensions = data.getResponseExtensions();
        Extension nonce = extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (query.nonce().isEmpty()) {
            return;
        }
        if (nonce == null) {
            if (query.question().policy().ocsp().nonce() == OcspRules.Nonce.REQUIRED) {
                throw new Unanswered("the answer carries no nonce; revocation.ocsp-nonce is required");
            }
            return;
        }
        byte[] value = ASN1OctetString.getInstance(nonce.getParsedValue()).getOctets();
        if (!Arrays.equals(value, query.nonce().get())) {
            throw new Unanswered("the answer carries another nonce");
        }
    }

    // RFC 6960 §4.4: what is critical and not understood makes the answer unusable; the nonce was looked at.
    private static void checkNothingCritical(Extensions extensions) throws Unanswered {
        if (extensions == null) {
            return;
        }
        for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
            if (!OCSPObjectIdentifiers.id_pkix_ocsp_nonce.equals(critical)) {
                throw new Unanswered("the answer has the critical extension " + critical + ", which is not known here");
            }
        }
    }

    /** All that the answer says of this certificate: of several the one to believe. */
    private static OcspReading single(
            ResponseData data, OcspQuery query, Instant now, Optional<CertificateView> delegate)
            throws Unanswered, ParseException {
        if (data.getResponses().size() > MOST_RESPONSES) {
            throw new Unanswered("the answer is about more than " + MOST_RESPONSES + " certificates");
        }
        OcspReading found = null;
        for (var encodable : data.getResponses()) {
            SingleResponse single = SingleResponse.getInstance(encodable);
            if (query.asksFor(single.getCertID())) {
                OcspReading reading = reading(single, query, now, delegate);
                found = found == null || found.answer().or(reading.answer()) == reading.answer() ? reading : found;
            }
        }
        if (found == null) {
            throw new Unanswered("the answer is about another certificate");
        }
        return found;
    }

    private static OcspReading reading(
            SingleResponse single, OcspQuery query, Instant now, Optional<CertificateView> delegate)
            throws Unanswered, ParseException {
        checkNothingCritical(single.getSingleExtensions());
        Instant thisUpdate = single.getThisUpdate().getDate().toInstant();
        Date nextUpdate = date(single.getNextUpdate());
        Freshness.check(thisUpdate, nextUpdate, query.question().policy().ocsp().maxAge(), now);
        return new OcspReading(
                answer(single, thisUpdate), Optional.ofNullable(nextUpdate).map(Date::toInstant), delegate);
    }

    private static Answer answer(SingleResponse single, Instant thisUpdate) throws Unanswered {
        return switch (single.getCertStatus().getTagNo()) {
            case GOOD -> Answer.good(RevocationPolicy.Kind.OCSP, thisUpdate);
            case REVOKED -> Answer.revoked(RevocationPolicy.Kind.OCSP, reason(single), thisUpdate);
            default -> throw new Unanswered("the responder does not know the certificate");
        };
    }

    private static int reason(SingleResponse single) {
        RevokedInfo info = RevokedInfo.getInstance(single.getCertStatus().getStatus());
        return info.getRevocationReason() == null
                ? Answer.UNSPECIFIED
                : info.getRevocationReason().getValue().intValueExact();
    }

    private static Date date(ASN1GeneralizedTime time) throws ParseException {
        return time == null ? null : time.getDate();
    }
}
