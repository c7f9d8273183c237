package dev.tamga.idp.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.HolderName;

/**
 * The three fields that a page reads from the key. The name and the key number that are kept come from the verified
 * certificate; what was shown must agree with them, so that nobody binds another key than the one on the screen.
 */
final class CertificateFields {
    static final String SUBJECT_NAME = "subject_name";
    static final String KEY_NUMBER = "key_number";
    static final String KEY_MEDIUM_NUMBER = "key_medium_number";

    static final List<FormField> FIELDS = List.of(
            FormField.text(SUBJECT_NAME, 400),
            FormField.text(KEY_NUMBER, 64),
            FormField.mediumNumber(KEY_MEDIUM_NUMBER));

    private CertificateFields() {}

    /** Message keys of the fields that say something else than the certificate. */
    static Map<String, String> differences(BindingForm form, VerifiedHolder holder) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (!isShown(HolderName.normalise(form.get(SUBJECT_NAME)), holder)) {
            errors.put(SUBJECT_NAME, FormField.DIFFERS);
        }
        String keyNumber = form.get(KEY_NUMBER).toUpperCase(Locale.ROOT).replaceFirst("^0+", "");
        if (!keyNumber.equals(holder.key().keyNumber())) {
            errors.put(KEY_NUMBER, FormField.DIFFERS);
        }
        return errors;
    }

    // The assistant knows no CA's grammar: it shows an attribute of the subject, which may hold a code beside the name
    // (CFCA) or be a number (SNCA).
    private static boolean isShown(String name, VerifiedHolder holder) {
        return name.contains(holder.normalisedName())
                || HolderName.normalise(holder.key().subject().replace("\\", "")).contains("=" + name);
    }
}
