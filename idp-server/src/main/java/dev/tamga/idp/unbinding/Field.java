package dev.tamga.idp.unbinding;

import java.util.List;
import java.util.function.Predicate;

import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.holder.CreditCode;
import dev.tamga.ca.holder.IdentityNumber;
import dev.tamga.idp.binding.PhoneNumber;
import dev.tamga.idp.mail.MailAddress;
import dev.tamga.idp.web.PlainText;

/**
 * A field of a form; every one is required.
 *
 * @param form the rule for a value that is there
 * @param error message key when it is broken
 */
record Field(String name, Predicate<String> form, String error) {
    static final String SUBJECT_NAME = "subject_name";
    static final String CREDIT_CODE = "unified_social_credit_code";
    static final String IDENTITY_NUMBER = "identity_number";
    static final String CONTACT_NAME = "contact_name";
    static final String CONTACT_PHONE = "contact_phone";
    static final String CONTACT_EMAIL = "contact_email";
    static final String REASON = "reason";

    static final String REQUIRED = "binding.error.required";

    /** In the order of the page. */
    static List<Field> of(Kind kind, CodeExceptions exceptions) {
        Field phone = new Field(CONTACT_PHONE, text -> PhoneNumber.of(text).isPresent(), "binding.error.phone");
        Field email = new Field(CONTACT_EMAIL, text -> MailAddress.of(text).isPresent(), "unbinding.error.email");
        Field reason = new Field(REASON,
                text -> text.length() <= 500 && PlainText.areLines(text), "binding.error.text");
        return switch (kind) {
            case ENTERPRISE -> List.of(
                    line(SUBJECT_NAME, 200),
                    new Field(CREDIT_CODE, text -> CreditCode.of(text, exceptions).isPresent(),
                            "binding.error.credit-code"),
                    line(CONTACT_NAME, 100), phone, email, reason);
            case PERSON -> List.of(
                    line(SUBJECT_NAME, 100),
                    new Field(IDENTITY_NUMBER, text -> IdentityNumber.of(text).isPresent(),
                            "binding.error.identity-number"),
                    phone, email, reason);
        };
    }

    private static Field line(String name, int length) {
        return new Field(
                name, text -> text.length() <= length && PlainText.isLine(text), "binding.error.text");
    }
}
