package dev.tamga.idp.binding;

import java.util.List;
import java.util.Map;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;

/** The rules for binding one kind of subject. */
public sealed interface Binding permits EnterpriseBinding, PersonBinding {

    /** The last part of the page's path and of its template's name. */
    String kind();

    List<FormField> fields();

    /** @param form free of errors */
    Decision decide(BindingForm form, VerifiedHolder holder);

    /** What the rules say before the database is asked. */
    sealed interface Decision {
        record Register(Applicant applicant) implements Decision {}

        /** @param errors message keys by field */
        record Correct(Map<String, String> errors) implements Decision {}

        record TurnAway(Refusal refusal) implements Decision {}
    }
}
