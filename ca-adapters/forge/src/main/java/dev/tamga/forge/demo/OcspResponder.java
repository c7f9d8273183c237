package dev.tamga.forge.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.OcspAnswer;

/** RFC 6960 answers for the chains of one demo CA; signs each one afresh. */
final class OcspResponder {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MALFORMED = 1;
    private static final int UNAUTHORIZED = 6;
    private static final int MAX_NONCE = 64;
    private static final int MAX_REQUESTS = 8;

    private final List<DemoIssuer> issuers;
    private final DemoWorld world;
    private final Clock clock;

    OcspResponder(List<DemoIssuer> issuers, DemoWorld world) {
        this.issuers = issuers;
        this.world = world;
        this.clock = world.clock();
    }

    /** An OCSPResponse for any bytes. */
    byte[] answer(byte[] request) throws IOException {
        try {
            OCSPReq parsed = new OCSPReq(request);
            Req[] questions = parsed.getRequestList();
            if (questions.length == 0 || questions.length > MAX_REQUESTS) {
                return OcspAnswer.error(MALFORMED);
            }
            Optional<DemoIssuer> issuer = issuerOf(questions[0].getCertID());
            return issuer.isEmpty() ? OcspAnswer.error(UNAUTHORIZED) : answer(issuer.get(), parsed);
        } catch (IOException | OCSPException | RuntimeException e) {
            return OcspAnswer.error(MALFORMED);
        }
    }

    private byte[] answer(DemoIssuer issuer, OCSPReq request) throws IOException, OCSPException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        OcspAnswer answer = OcspAnswer.by(issuer.responder(), now).until(now.plus(LIFE));
        Map<BigInteger, Revocations.Entry> revoked = world.revocations(issuer.ca()).list();
        for (Req question : request.getRequestList()) {
            CertificateID id = question.getCertID();
            Revocations.Entry entry = revoked.get(id.getSerialNumber());
            if (!matches(issuer, id)) {
                answer.unknown(id);
            } else if (entry == null) {
                answer.good(id);
            } else {
                answer.revoked(id, entry.at(), entry.reason());
            }
        }
        nonce(request).ifPresent(answer::nonce);
        return (issuer.hasDelegate() ? answer.withCertificate() : answer).forge();
    }

    /** RFC 9654 §2.1: a nonce has at most 128 bytes; longer than 64 is not echoed here. */
    private static Optional<byte[]> nonce(OCSPReq request) {
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return Optional.ofNullable(nonce)
                .map(extension -> ASN1OctetString.getInstance(extension.getParsedValue()).getOctets())
                .filter(bytes -> bytes.length <= MAX_NONCE);
    }

    private Optional<DemoIssuer> issuerOf(CertificateID id) throws OCSPException {
        for (DemoIssuer issuer : issuers) {
            if (matches(issuer, id)) {
                return Optional.of(issuer);
            }
        }
        return Optional.empty();
    }

    private static boolean matches(DemoIssuer issuer, CertificateID id) throws OCSPException {
        try {
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder()
                    .setProvider(BouncyCastle.PROVIDER)
                    .build();
            return id.matchesIssuer(issuer.issuing().holder(), digests);
        } catch (OperatorCreationException e) {
            throw new OCSPException("digest", e);
        }
    }
}
