package dev.tamga.idp.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The fields that a binding form sent, exactly as they were sent: it is over them that the key signed. */
final class BindingForm {
    private static final String MULTIPLE = "subject_types";

    private final List<FormField> fields;
    private final Map<String, String> sent;

    private BindingForm(List<FormField> fields, Map<String, String> sent) {
        this.fields = fields;
        this.sent = sent;
    }

    /** Keeps the known fields that are not empty; a field with several boxes becomes one value, joined by commas. */
    static BindingForm read(List<FormField> fields, Map<String, String[]> parameters) {
        Map<String, String> sent = new LinkedHashMap<>();
        for (FormField field : fields) {
            String[] values = parameters.getOrDefault(field.name(), new String[0]);
            if (values.length > 1 && !field.name().equals(MULTIPLE)) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST, field.name() + " was sent twice");
            }
            String value = String.join(",", values);
            if (!value.isEmpty()) {
                sent.put(field.name(), value);
            }
        }
        return new BindingForm(fields, Map.copyOf(sent));
    }

    /** What the assistant showed and the key signed. */
    Map<String, String> shown() {
        return sent;
    }

    /** The value without white space around it; a blank one is none. */
    Optional<String> find(String name) {
        return Optional.ofNullable(sent.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** For a field that the form has checked as required. */
    String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " was not checked"));
    }

    /** Message keys by field, in the form's order. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        for (FormField field : fields) {
            field.check(find(field.name())).ifPresent(error -> errors.put(field.name(), error));
        }
        return errors;
    }

    @Override
    public String toString() {
        return "BindingForm" + sent.keySet();
    }
}
