package dev.tamga.idp.binding;

import java.math.BigDecimal;

/**
 * Columns of {@code subject} that the subject itself may change; null where there is no value. Public, so that Jdbi can
 * bind it by its accessors.
 *
 * @param subjectTypes joined by commas
 * @param phoneNumber E.164
 */
public record SubjectChange(
        String legalRepresentative,
        String divisionCode,
        String subjectTypes,
        BigDecimal registeredCapital,
        String phoneNumber,
        String address) {

    static SubjectChange of(BindingForm form) {
        return new SubjectChange(
                form.find("legal_representative").orElse(null),
                form.find("division_code").orElse(null),
                form.find("subject_types").orElse(null),
                form.find("registered_capital").map(BigDecimal::new).map(BigDecimal::stripTrailingZeros).orElse(null),
                form.find("contact_phone").flatMap(PhoneNumber::of).map(PhoneNumber::value).orElse(null),
                form.find("address").orElse(null));
    }

    /** The value of a form's field. */
    Object value(String field) {
        return switch (field) {
            case "legal_representative" -> legalRepresentative;
            case "division_code" -> divisionCode;
            case "subject_types" -> subjectTypes;
            case "registered_capital" -> registeredCapital;
            case "contact_phone" -> phoneNumber;
            case "address" -> address;
            default -> throw new IllegalArgumentException("no column of " + field);
        };
    }

    @Override
    public String toString() {
        return "SubjectChange";
    }
}
