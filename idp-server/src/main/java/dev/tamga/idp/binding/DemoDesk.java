package dev.tamga.idp.binding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.binding.Bindings.Submission;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.signin.DemoForm;
import dev.tamga.idp.signin.DemoForm.Made;
import dev.tamga.idp.signin.DemoKeys.DemoKey;

/**
 * The demo's form without a script, on the pages that a key is read on: reads the key in the page's place, signs in the
 * assistant's. Without the demo's jar there is no such form, and nothing behind it.
 */
public final class DemoDesk {
    private static final String KEY = "demo_key";
    private static final String PIN = "demo_pin";

    private final DemoForm demo;
    private final BrowserCookie browsers;

    public DemoDesk(DemoForm demo, BrowserCookie browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** For the form's list; null where there is no demo, and so no form. */
    List<DemoKey> list() {
        return demo.list();
    }

    /** What a page goes on with: what it would have posted itself, or the form once more. */
    sealed interface Filled {
        record Signed(Submission submission) implements Filled {}

        /**
         * @param errors message keys by field
         * @param demoError message key of why nothing was signed; null where the fields are wrong
         */
        record Unsigned(BindingForm form, Map<String, String> errors, String demoError) implements Filled {}
    }

    Filled fill(List<FormField> fields, Purpose purpose, HttpServletRequest http, HttpServletResponse response) {
        BindingForm form = BindingForm.read(fields, withKey(http));
        Map<String, String> errors = form.errors();
        if (!errors.isEmpty()) {
            return new Filled.Unsigned(form, errors, null);
        }
        return switch (sign(purpose, form.shown(), http, response)) {
            case Made.Proof proof -> new Filled.Signed(
                    new Submission(form, Optional.of(proof.json()), browsers.find(http)));
            case Made.Failed failed -> new Filled.Unsigned(form, errors, failed.error());
        };
    }

    /** @param shown what the key signs */
    Made sign(Purpose purpose, Map<String, String> shown, HttpServletRequest http, HttpServletResponse response) {
        return demo.make(
                new DemoForm.Wanted(field(KEY, http), field(PIN, http), purpose, shown), browsers.ensure(http, response));
    }

    private Map<String, String[]> withKey(HttpServletRequest http) {
        Map<String, String[]> all = new HashMap<>(http.getParameterMap());
        demo.find(field(KEY, http)).ifPresent(found -> {
            all.put(CertificateFields.SUBJECT_NAME, new String[] {found.name()});
            all.put(CertificateFields.KEY_NUMBER, new String[] {found.keyNumber()});
            all.put(CertificateFields.KEY_MEDIUM_NUMBER, new String[] {found.mediumNumber()});
        });
        return all;
    }

    private static String field(String name, HttpServletRequest http) {
        return Optional.ofNullable(http.getParameter(name)).orElse("");
    }
}
