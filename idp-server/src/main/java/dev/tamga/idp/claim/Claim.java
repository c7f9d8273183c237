package dev.tamga.idp.claim;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every claim that a platform can get beyond those of the sign-in itself: one row each. */
public enum Claim {
    NAME("name", Scope.PROFILE, source -> Optional.of(source.name())),
    PREFERRED_USERNAME("preferred_username", Scope.PROFILE, source -> Optional.of(source.preferredUsername())),
    SUBJECT_KIND("subject_kind", Scope.PROFILE, source -> Optional.of(source.kind())),
    UPDATED_AT("updated_at", Scope.PROFILE, source -> Optional.of(source.updatedAt().getEpochSecond())),

    UNIFIED_SOCIAL_CREDIT_CODE("unified_social_credit_code", Scope.ORGANIZATION, ClaimSource::creditCode),
    // GB 32100: characters 9 to 17 are the organisation code.
    ORGANIZATION_CODE("organization_code", Scope.ORGANIZATION, source ->
            source.creditCode().map(code -> code.substring(8, 17))),
    // Since 三证合一 the licence number is the credit code.
    BUSINESS_LICENCE_NUMBER("business_licence_number", Scope.ORGANIZATION, ClaimSource::creditCode),
    LEGAL_REPRESENTATIVE("legal_representative", Scope.ORGANIZATION, ClaimSource::legalRepresentative),
    DIVISION_CODE("division_code", Scope.ORGANIZATION, ClaimSource::divisionCode),
    SUBJECT_TYPES("subject_types", Scope.ORGANIZATION, source ->
            Optional.of(source.subjectTypes()).filter(types -> !types.isEmpty())),
    REGISTERED_CAPITAL("registered_capital", Scope.ORGANIZATION, ClaimSource::registeredCapital),

    CA_ID("ca_id", Scope.ACCOUNT, source -> Optional.of(source.caId())),
    KEY_NUMBER("key_number", Scope.ACCOUNT, source -> Optional.of(source.keyNumber())),
    KEY_MEDIUM_NUMBER("key_medium_number", Scope.ACCOUNT, ClaimSource::keyMediumNumber),
    KEY_ROLE("key_role", Scope.ACCOUNT, source -> Optional.of(source.keyRole())),
    HOLDER_ID("holder_id", Scope.ACCOUNT, ClaimSource::holderId),

    PHONE_NUMBER("phone_number", Scope.PHONE, ClaimSource::phoneNumber),
    PHONE_NUMBER_VERIFIED("phone_number_verified", Scope.PHONE, source -> source.phoneNumber().map(number -> false)),

    ADDRESS("address", Scope.ADDRESS, source -> source.address().map(text -> Map.of("formatted", text)));

    private final String word;
    private final Scope scope;
    private final Function<ClaimSource, Optional<?>> value;

    Claim(String word, Scope scope, Function<ClaimSource, Optional<?>> value) {
        this.word = word;
        this.scope = scope;
        this.value = value;
    }

    /** The claim's name in tokens and userinfo. */
    public String word() {
        return word;
    }

    public Scope scope() {
        return scope;
    }

    /** The value in JSON's types; empty where it is unknown. */
    public Optional<?> value(ClaimSource source) {
        return value.apply(source);
    }

    /** The claim of a word. */
    public static Claim of(String word) {
        return Stream.of(values()).filter(claim -> claim.word.equals(word)).findFirst().orElseThrow();
    }

    /** Claims of a scope, in the table's order. */
    public static List<Claim> of(Scope scope) {
        return Stream.of(values()).filter(claim -> claim.scope == scope).toList();
    }

    /** The known values of every claim in some scopes, by name. */
    public static Map<String, Object> release(Collection<String> scopes, ClaimSource source) {
        Map<String, Object> released = new LinkedHashMap<>();
        for (Claim claim : values()) {
            if (scopes.contains(claim.scope.word())) {
                claim.value(source).ifPresent(known -> released.put(claim.word, known));
            }
        }
        return released;
    }
}
