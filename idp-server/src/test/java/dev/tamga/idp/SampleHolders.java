package dev.tamga.idp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.CertifiedKey;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.KeyMedium;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.HolderName;
import dev.tamga.idp.secret.Hash;

/** Holders as the verification hands them over; no certificate needed. */
public final class SampleHolders {
    public static final String CREDIT_CODE = "91110108722619411A";
    public static final String OTHER_CREDIT_CODE = "91610131MA6TX75M52";
    public static final String NAME = "呼和浩特市青城建设工程有限公司";
    public static final String IDENTITY_NUMBER = "11010519491231002X";
    public static final Instant NOT_BEFORE = Instant.parse("2025-11-21T00:00:00Z");
    public static final Instant NOT_AFTER = Instant.parse("2027-11-21T00:00:00Z");

    private SampleHolders() {}

    /** An enterprise key of BJCA with the credit code {@link #CREDIT_CODE}. */
    public static VerifiedHolder enterprise(String keyNumber) {
        return holder(HolderKind.ENTERPRISE, Optional.of(CREDIT_CODE), keyNumber);
    }

    public static VerifiedHolder enterprise(String keyNumber, String code) {
        return holder(HolderKind.ENTERPRISE, Optional.ofNullable(code), keyNumber);
    }

    public static VerifiedHolder legalRepresentative(String keyNumber) {
        return holder(HolderKind.ORGANIZATION_PERSON, Optional.of(CREDIT_CODE), keyNumber);
    }

    /** A personal key whose certificate holds an identity number, or none. */
    public static VerifiedHolder person(String keyNumber, Optional<String> identityNumber) {
        return new VerifiedHolder(
                new CaId("bjca"), HolderKind.PERSON, "测试个人七", "测试个人七", Optional.empty(), identityNumber,
                Optional.empty(), Optional.empty(), key(keyNumber, "issuer", KeyMedium.UNKNOWN));
    }

    private static VerifiedHolder holder(HolderKind kind, Optional<String> code, String keyNumber) {
        return new VerifiedHolder(
                new CaId("bjca"), kind, NAME, HolderName.normalise(NAME), code, Optional.empty(),
                Optional.of("JJ" + CREDIT_CODE), Optional.of("150100"), key(keyNumber, "issuer", KeyMedium.HARDWARE));
    }

    /** @param certificate any text; other text, other certificate */
    public static CertifiedKey key(String keyNumber, String certificate, KeyMedium medium) {
        String issuerKeyId = "ab".repeat(32);
        byte[] hash = Hash.sha256((certificate + keyNumber).getBytes(StandardCharsets.UTF_8));
        return new CertifiedKey(
                issuerKeyId, keyNumber, hash, hash, NOT_BEFORE, NOT_AFTER, "CN=" + NAME, "CN=Beijing SM2 CA", medium);
    }
}
