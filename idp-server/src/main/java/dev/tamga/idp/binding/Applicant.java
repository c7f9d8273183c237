package dev.tamga.idp.binding;

import java.util.Optional;

import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.CreditCode;

/** Who binds, with a form that agrees with the certificate. */
record Applicant(VerifiedHolder holder, BindingForm form, Identity identity) {

    /** By what a subject is one of its kind. */
    sealed interface Identity {
        record Enterprise(CreditCode creditCode) implements Identity {}

        record Person(byte[] identityHash, String masked) implements Identity {

            @Override
            public String toString() {
                return "Person[" + masked + "]";
            }
        }
    }

    Optional<CreditCode> creditCode() {
        return identity instanceof Identity.Enterprise enterprise
                ? Optional.of(enterprise.creditCode())
                : Optional.empty();
    }

    Optional<Identity.Person> person() {
        return identity instanceof Identity.Person person ? Optional.of(person) : Optional.empty();
    }
}
