package dev.tamga.ca.revocation;

import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

import dev.tamga.ca.chain.DerShape;

/** Reads an OCSP answer (RFC 6960 §3.2): every part is verified before the status is believed. */
final class OcspAnswerReader {
    private static final int SUCCESSFUL = 0;
    private static final int GOOD = 0;
    private static final int REVOKED = 1;

    private OcspAnswerReader() {}

    static Answer read(byte[] response, OcspQuery query, Instant now) throws Unanswered {
        try {
            DerShape.check(response);
            BasicOCSPResponse basic = basic(OCSPResponse.getInstance(ASN1Primitive.fromByteArray(response)));
            OcspResponder.check(basic, query.question(), now);
            checkNonce(basic.getTbsResponseData(), query);
            SingleResponse single = single(basic.getTbsResponseData(), query);
            Instant thisUpdate = single.getThisUpdate().getDate().toInstant();
            Freshness.check(thisUpdate, date(single.getNextUpdate()), query.question().policy().ocspMaxAge(), now);
            return answer(single, thisUpdate);
        } catch (IOException | ParseException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw new Unanswered("the answer is malformed: " + e.getClass().getSimpleName());
        }
    }

    private static BasicOCSPResponse basic(OCSPResponse response) throws Unanswered {
        int status = response.getResponseStatus().getIntValue();
        if (status != SUCCESSFUL || response.getResponseBytes() == null) {
            throw new Unanswered("the responder answered with status " + status);
        }
        ResponseBytes bytes = response.getResponseBytes();
        if (!OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(bytes.getResponseType())) {
            throw new Unanswered("the answer is of type " + bytes.getResponseType() + "; expected basic");
        }
        return BasicOCSPResponse.getInstance(bytes.getResponse().getOctets());
    }

    // RFC 9654 §2.1: a responder may leave the nonce out, but must not answer another one.
    private static void checkNonce(ResponseData data, OcspQuery query) throws Unanswered {
        Extensions extensions = data.getResponseExtensions();
        Extension nonce = extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce == null) {
            return;
        }
        byte[] value = ASN1OctetString.getInstance(nonce.getParsedValue()).getOctets();
        if (!Arrays.equals(value, query.nonce())) {
            throw new Unanswered("the answer carries another nonce");
        }
    }

    private static SingleResponse single(ResponseData data, OcspQuery query) throws Unanswered {
        for (var encodable : data.getResponses()) {
            SingleResponse single = SingleResponse.getInstance(encodable);
            if (isOf(single.getCertID(), query.id())) {
                return single;
            }
        }
        throw new Unanswered("the answer is about another certificate");
    }

    private static boolean isOf(CertID found, CertID asked) {
        // The digest's parameters may be NULL or absent; everything else must be what was asked.
        return found.getHashAlgorithm().getAlgorithm().equals(asked.getHashAlgorithm().getAlgorithm())
                && found.getIssuerNameHash().equals(asked.getIssuerNameHash())
                && found.getIssuerKeyHash().equals(asked.getIssuerKeyHash())
                && found.getSerialNumber().equals(asked.getSerialNumber());
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
