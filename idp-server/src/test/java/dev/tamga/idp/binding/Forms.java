package dev.tamga.idp.binding;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.idp.SampleHolders;

/** Binding forms as a browser sends them. */
final class Forms {
    /** One CA that tells employees' keys apart, every other does not. */
    static final CaRules CAS = new CaRules(
            new CodeExceptions(Set.of("91350203M0001QAY9B")), ca -> ca.value().equals("bjca"));

    private final Map<String, String[]> sent = new LinkedHashMap<>();

    private Forms() {}

    /** A complete enterprise form for the key of {@link SampleHolders#enterprise(String)}. */
    static Forms enterprise(String keyNumber) {
        return new Forms()
                .with("subject_name", SampleHolders.NAME)
                .with("key_number", keyNumber)
                .with("key_medium_number", "5303201712015217")
                .with("unified_social_credit_code", SampleHolders.CREDIT_CODE)
                .with("division_code", "150100")
                .with("ca_platform", "150100")
                .with("legal_representative", "张三")
                .with("applicant_name", "李四")
                .with("applicant_phone", "13800138000")
                .with("applicant_unit", SampleHolders.NAME)
                .with("subject_types", "bidder", "supplier");
    }

    static Forms person(String keyNumber) {
        return new Forms()
                .with("subject_name", "测试个人七")
                .with("key_number", keyNumber)
                .with("key_medium_number", "5303201712015218")
                .with("identity_number", SampleHolders.IDENTITY_NUMBER)
                .with("division_code", "150200")
                .with("contact_phone", "0472-6862335");
    }

    Forms with(String field, String... values) {
        sent.put(field, values);
        return this;
    }

    Forms without(String field) {
        sent.remove(field);
        return this;
    }

    Map<String, String[]> parameters() {
        return new HashMap<>(sent);
    }

    BindingForm read(Binding binding) {
        return BindingForm.read(binding.fields(), sent);
    }
}
