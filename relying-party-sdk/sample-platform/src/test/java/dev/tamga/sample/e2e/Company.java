package dev.tamga.sample.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tamga.ca.Challenge;
import dev.tamga.forge.ForgedCertificate;

/** A company with a key of its own. */
record Company(String name, String creditCode, String mediumNumber, ForgedCertificate key) {

    /** The form field {@code proof}, signed as the assistant does. */
    String proof(Challenge challenge) {
        Base64.Encoder base64 = Base64.getEncoder();
        return "{\"certificate\":\"" + base64.encodeToString(key.encoded()) + "\",\"text\":\"" + challenge.text()
                + "\",\"signature\":\"" + base64.encodeToString(key.sign(challenge.text().getBytes(
                        StandardCharsets.US_ASCII))) + "\"}";
    }

    /** What the binding form sends, and the key signs. */
    Map<String, String> bindingForm() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("subject_name", name);
        form.put("key_number", key.serialHex());
        form.put("key_medium_number", mediumNumber);
        form.put("unified_social_credit_code", creditCode);
        form.put("division_code", "150500");
        form.put("ca_platform", "150100");
        form.put("legal_representative", "演示甲");
        form.put("subject_types", "bidder");
        form.put("enterprise_key_confirmed", "true");
        form.put("applicant_name", "演示经办人");
        form.put("applicant_phone", "13800000000");
        form.put("applicant_unit", name);
        return form;
    }

    @Override
    public String toString() {
        return name;
    }
}
