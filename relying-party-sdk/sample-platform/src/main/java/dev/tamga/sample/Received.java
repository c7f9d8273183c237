package dev.tamga.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tamga.rp.Claims;

/** What the platform received about the subject, as rows for its pages. */
record Received(Claims claims) {

    private static final List<String> COMPANY = List.of("name", "unified_social_credit_code", "organization_code",
            "business_licence_number", "legal_representative", "registered_capital", "division_code", "subject_types",
            "phone_number", "address", "preferred_username", "subject_kind");
    private static final List<String> KEY = List.of("ca_id", "key_number", "key_medium_number", "key_role",
            "holder_id");

    String name() {
        return claims.text("name").orElse("—");
    }

    /** The subject's own data: what 「确认登录」 is about. */
    Map<String, String> company() {
        return rows(COMPANY);
    }

    /** The key of this sign-in: differs from key to key and is no change of the subject. */
    Map<String, String> key() {
        return rows(KEY);
    }

    /** Changes when, and only when, the subject's own data do. */
    String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(company().toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private Map<String, String> rows(List<String> names) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String name : names) {
            Object value = claims.asMap().get(name);
            if (value != null) {
                rows.put(name, shown(name, value));
            }
        }
        return rows;
    }

    private static String shown(String name, Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(" "));
            case Map<?, ?> map -> String.valueOf(map.get("formatted"));
            // domain.md 5.4: the organisation code is printed 8-1.
            case String code when name.equals("organization_code") && code.length() == 9 ->
                    code.substring(0, 8) + "-" + code.substring(8);
            case Double number when number % 1 == 0 -> String.valueOf(number.longValue());
            default -> String.valueOf(value);
        };
    }
}
