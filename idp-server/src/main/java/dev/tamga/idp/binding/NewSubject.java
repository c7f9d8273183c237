package dev.tamga.idp.binding;

import java.math.BigDecimal;

/** A row of {@code subject} to insert; null where the column is. Public, so that Jdbi can bind it by its accessors. */
public record NewSubject(
        String id,
        String kind,
        String name,
        String normalisedName,
        String preferredUsername,
        String creditCode,
        byte[] identityHash,
        String identityMasked,
        String legalRepresentative,
        String divisionCode,
        String caPlatform,
        String subjectTypes,
        BigDecimal registeredCapital,
        String phoneNumber,
        String address,
        String applicantName,
        String applicantPhone,
        String applicantUnit,
        long createdAt) {

    /** GB 32100: characters 9 to 17 of the credit code. */
    public String organizationCode() {
        return creditCode == null ? null : creditCode.substring(8, 17);
    }

    @Override
    public String toString() {
        return "NewSubject[" + id + "]";
    }
}
