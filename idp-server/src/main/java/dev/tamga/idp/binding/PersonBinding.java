package dev.tamga.idp.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.IdentityNumber;

/** 自然人绑定: domain.md §5.2. The identity number is kept as a keyed hash and a masked form only. */
public final class PersonBinding implements Binding {
    static final String IDENTITY_NUMBER = "identity_number";

    private final IdentityHash hash;
    private final List<FormField> fields;

    public PersonBinding(IdentityHash hash) {
        this.hash = hash;
        List<FormField> all = new ArrayList<>(CertificateFields.FIELDS);
        all.addAll(List.of(
                FormField.identityNumber(IDENTITY_NUMBER).optional(),
                FormField.oneOf("division_code", Divisions.CODES::contains),
                FormField.phone("contact_phone"),
                FormField.text("address", 300).optional()));
        this.fields = List.copyOf(all);
    }

    @Override
    public String kind() {
        return "person";
    }

    @Override
    public List<FormField> fields() {
        return fields;
    }

    @Override
    public Decision decide(BindingForm form, VerifiedHolder holder) {
        if (holder.kind() == HolderKind.ORGANIZATION_PERSON) {
            return new Decision.TurnAway(new Refusal.LegalRepresentativeKey("holder kind is " + holder.kind()));
        }
        if (holder.kind() != HolderKind.PERSON) {
            return new Decision.TurnAway(new Refusal.HolderUnidentified("holder kind is ENTERPRISE; expected PERSON"));
        }
        Map<String, String> differences = CertificateFields.differences(form, holder);
        if (!differences.isEmpty()) {
            return new Decision.Correct(differences);
        }
        Optional<IdentityNumber> entered = form.find(IDENTITY_NUMBER).flatMap(IdentityNumber::of);
        Optional<IdentityNumber> certified = holder.identityNumber().flatMap(IdentityNumber::of);
        if (entered.isPresent() && certified.isPresent() && !entered.equals(certified)) {
            return new Decision.TurnAway(
                    new Refusal.CodeMismatch("the certificate holds another identity number than was entered"));
        }
        return certified.or(() -> entered)
                .<Decision>map(number -> new Decision.Register(new Applicant(holder, form, person(number))))
                .orElseGet(() -> new Decision.Correct(Map.of(IDENTITY_NUMBER, FormField.REQUIRED)));
    }

    private Applicant.Identity person(IdentityNumber number) {
        return new Applicant.Identity.Person(hash.of(number), number.masked());
    }
}
