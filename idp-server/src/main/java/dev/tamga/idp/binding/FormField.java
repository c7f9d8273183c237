package dev.tamga.idp.binding;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.holder.CreditCode;
import dev.tamga.ca.holder.IdentityNumber;
import dev.tamga.idp.web.PlainText;

/**
 * A field of a binding form, which the key signs under this name.
 *
 * @param form the rule for a value that is there
 * @param error message key when it is broken
 */
record FormField(String name, boolean required, Predicate<String> form, String error) {
    static final String REQUIRED = "binding.error.required";
    static final String DIFFERS = "binding.error.differs";
    static final String NO_PROOF = "binding.error.proof";

    private static final Pattern MEDIUM_NUMBER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    // numeric(18, 4) in 万元
    private static final Pattern CAPITAL = Pattern.compile("[0-9]{1,14}(\\.[0-9]{1,4})?");

    FormField optional() {
        return new FormField(name, false, form, error);
    }

    static FormField text(String name, int length) {
        return new FormField(
                name,
                true,
                value -> value.length() <= length && PlainText.isLine(value),
                "binding.error.text");
    }

    static FormField mediumNumber(String name) {
        return new FormField(name, true, value -> MEDIUM_NUMBER.matcher(value).matches(), "binding.error.medium");
    }

    /** GB 32100, the check digit among it, or a code on the list of those that were issued without a right one. */
    static FormField creditCode(String name, CodeExceptions exceptions) {
        return new FormField(
                name, true, value -> CreditCode.of(value, exceptions).isPresent(), "binding.error.credit-code");
    }

    /** GB 11643, the check digit among it. */
    static FormField identityNumber(String name) {
        return new FormField(
                name, true, value -> IdentityNumber.of(value).isPresent(), "binding.error.identity-number");
    }

    static FormField phone(String name) {
        return new FormField(name, true, value -> PhoneNumber.of(value).isPresent(), "binding.error.phone");
    }

    static FormField capital(String name) {
        return new FormField(name, true, value -> CAPITAL.matcher(value).matches(), "binding.error.capital");
    }

    static FormField oneOf(String name, Predicate<String> choices) {
        return new FormField(name, true, choices, "binding.error.choice");
    }

    /** What is wrong with a value, as a message key. */
    Optional<String> check(Optional<String> value) {
        return value.map(present -> form.test(present) ? Optional.<String>empty() : Optional.of(error))
                .orElseGet(() -> required ? Optional.of(REQUIRED) : Optional.empty());
    }
}
