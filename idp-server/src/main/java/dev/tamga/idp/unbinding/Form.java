package dev.tamga.idp.unbinding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was filled in, without white space around it. */
final class Form {
    private final List<Field> fields;
    private final Map<String, String> entered = new LinkedHashMap<>();

    /** @param sent a field's value, null without */
    Form(List<Field> fields, Function<String, String> sent) {
        this.fields = fields;
        for (Field field : fields) {
            String value = Optional.ofNullable(sent.apply(field.name())).orElse("").replace("\r\n", "\n").strip();
            if (!value.isEmpty()) {
                entered.put(field.name(), value);
            }
        }
    }

    /** What stays in the fields of a page that shows errors. */
    Map<String, String> shown() {
        return Map.copyOf(entered);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(entered.get(name));
    }

    /** For a field that was checked. */
    String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " was not checked"));
    }

    /** Message keys by field, in the form's order. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        for (Field field : fields) {
            Optional<String> value = find(field.name());
            if (value.isEmpty()) {
                errors.put(field.name(), Field.REQUIRED);
            } else if (!field.form().test(value.get())) {
                errors.put(field.name(), field.error());
            }
        }
        return errors;
    }

    @Override
    public String toString() {
        return "Form" + entered.keySet();
    }
}
