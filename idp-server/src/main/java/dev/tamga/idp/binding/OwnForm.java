package dev.tamga.idp.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.tamga.idp.division.Divisions;

/** 「修改信息」 (domain.md §5.9): what a subject itself may change, as it stands in a form. */
public final class OwnForm {
    private static final List<FormField> OF_BOTH = List.of(
            FormField.phone("contact_phone"),
            FormField.oneOf("division_code", Divisions::isCounty),
            FormField.text("address", 300).optional());
    private static final List<FormField> OF_ENTERPRISES = Stream.concat(
                    Stream.of(
                            FormField.text("legal_representative", 100),
                            FormField.oneOf("subject_types", EnterpriseBinding::areSubjectTypes),
                            FormField.capital("registered_capital").optional()),
                    OF_BOTH.stream())
            .toList();

    private final Subject.Kind kind;
    private final BindingForm sent;

    private OwnForm(Subject.Kind kind, BindingForm sent) {
        this.kind = kind;
        this.sent = sent;
    }

    /** Keeps the fields that subjects of this kind have; the same field twice is a malformed request. */
    public static OwnForm read(Subject.Kind kind, Map<String, String[]> parameters) {
        return new OwnForm(kind, BindingForm.read(fields(kind), parameters));
    }

    /** The form as it is before anything is changed. */
    public static OwnForm of(Subject subject) {
        Map<String, String[]> stored = new LinkedHashMap<>();
        subject.legalRepresentative().ifPresent(name -> stored.put("legal_representative", one(name)));
        stored.put("subject_types", subject.subjectTypes().toArray(String[]::new));
        subject.registeredCapital().ifPresent(amount ->
                stored.put("registered_capital", one(amount.toPlainString())));
        subject.phoneNumber().ifPresent(number -> stored.put("contact_phone", one(PhoneNumber.national(number))));
        subject.divisionCode().ifPresent(code -> stored.put("division_code", one(code)));
        subject.address().ifPresent(address -> stored.put("address", one(address)));
        return read(subject.kind(), stored);
    }

    private static String[] one(String value) {
        return new String[] {value};
    }

    private static List<FormField> fields(Subject.Kind kind) {
        return kind == Subject.Kind.ENTERPRISE ? OF_ENTERPRISES : OF_BOTH;
    }

    /** What stays in the fields, by name; boxes joined by commas. */
    public Map<String, String> entered() {
        return sent.shown();
    }

    /** Message keys by field. */
    public Map<String, String> errors() {
        return sent.errors();
    }

    /** Names of the fields whose values the row would not have already, whatever their spelling. */
    public List<String> differences(Subject subject) {
        SubjectChange wanted = change();
        SubjectChange stored = of(subject).change();
        return fields(kind).stream()
                .map(FormField::name)
                .filter(name -> !Objects.equals(wanted.value(name), stored.value(name)))
                .toList();
    }

    /** For a form that is free of errors, or a row. */
    SubjectChange change() {
        return SubjectChange.of(sent);
    }

    @Override
    public String toString() {
        return "OwnForm of " + kind.word().toLowerCase(Locale.ROOT);
    }
}
