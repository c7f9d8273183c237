package dev.tamga.idp.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.MaskedText;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.CreditCode;

/** 企业绑定: domain.md §5.1. */
public final class EnterpriseBinding implements Binding {
    static final String CREDIT_CODE = "unified_social_credit_code";
    /** 「本锁为企业锁，不是法人锁或个人锁」: due where the CA's certificates do not say so themselves. */
    static final String ENTERPRISE_KEY = "enterprise_key_confirmed";
    static final String CONFIRMED = "true";
    static final String UNCONFIRMED = "binding.error.enterprise-key";

    private static final Set<String> SUBJECT_TYPES = Set.of(
            "tenderer", "tendering_agency", "bidder", "purchaser", "purchasing_agency", "supplier", "transferor",
            "transferee", "winning_bidder", "other");

    private final CaRules cas;
    private final List<FormField> fields;

    public EnterpriseBinding(PlatformChoices platforms, CaRules cas) {
        this(platforms::has, cas);
    }

    EnterpriseBinding(Predicate<String> isPlatform, CaRules cas) {
        this.cas = cas;
        List<FormField> all = new ArrayList<>(CertificateFields.FIELDS);
        all.addAll(List.of(
                FormField.creditCode(CREDIT_CODE, cas.codeExceptions()),
                FormField.oneOf("division_code", Divisions.CODES::contains),
                FormField.oneOf("ca_platform", isPlatform),
                FormField.text("legal_representative", 100),
                FormField.text("applicant_name", 100),
                FormField.phone("applicant_phone"),
                FormField.text("applicant_unit", 200),
                FormField.phone("contact_phone").optional(),
                FormField.text("address", 300).optional(),
                FormField.capital("registered_capital").optional(),
                FormField.oneOf("subject_types", EnterpriseBinding::areSubjectTypes),
                FormField.oneOf(ENTERPRISE_KEY, CONFIRMED::equals).optional()));
        this.fields = List.copyOf(all);
    }

    static boolean areSubjectTypes(String joined) {
        List<String> types = List.of(joined.split(",", -1));
        return SUBJECT_TYPES.containsAll(types) && Set.copyOf(types).size() == types.size();
    }

    @Override
    public String kind() {
        return "enterprise";
    }

    @Override
    public List<FormField> fields() {
        return fields;
    }

    @Override
    public Decision decide(BindingForm form, VerifiedHolder holder) {
        // A person's key, be it of the legal representative, never binds an enterprise, whatever code it holds (4.).
        if (holder.kind() != HolderKind.ENTERPRISE) {
            return new Decision.TurnAway(new Refusal.LegalRepresentativeKey("holder kind is " + holder.kind()));
        }
        Map<String, String> differences = CertificateFields.differences(form, holder);
        if (!differences.isEmpty()) {
            return new Decision.Correct(differences);
        }
        if (!cas.tellsEmployeesApart(holder.ca()) && form.find(ENTERPRISE_KEY).isEmpty()) {
            return new Decision.Correct(Map.of(ENTERPRISE_KEY, UNCONFIRMED));
        }
        CreditCode entered = CreditCode.of(form.get(CREDIT_CODE), cas.codeExceptions()).orElseThrow();
        return mismatch(entered, holder)
                .<Decision>map(Decision.TurnAway::new)
                .orElseGet(() -> new Decision.Register(
                        new Applicant(holder, form, new Applicant.Identity.Enterprise(entered))));
    }

    private static Optional<Refusal> mismatch(CreditCode entered, VerifiedHolder holder) {
        if (holder.code().isEmpty()) {
            return Optional.of(new Refusal.HolderUnidentified("the certificate holds no code of the organisation"));
        }
        // Certificates from before 三证合一 hold the organisation code: characters 9 to 17 of the credit code (GB 32100).
        String code = holder.code().get();
        boolean same = code.equals(entered.value()) || code.equals(entered.organisationCode());
        // Masked: one identity number in 31 passes for a credit code, and whoever types may mistake the field.
        return same
                ? Optional.empty()
                : Optional.of(new Refusal.CodeMismatch(
                        MaskedText.of("certificate holds " + code + ", entered " + entered.value())));
    }
}
