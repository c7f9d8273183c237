package dev.tamga.idp.account;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.context.MessageSource;

import dev.tamga.ca.CaId;
import dev.tamga.idp.claim.Claim;
import dev.tamga.idp.division.Divisions;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.signin.CaContacts;

/** Names of what is stored by code, in the reader's language. */
public final class Words {
    private final MessageSource messages;
    private final Platforms platforms;
    private final CaContacts cas;

    public Words(MessageSource messages, Platforms platforms, CaContacts cas) {
        this.messages = messages;
        this.platforms = platforms;
        this.cas = cas;
    }

    /** The platform's name; its id where it is not registered any more. */
    String platform(String id, Locale locale) {
        return platforms.find(id).map(platform -> platform.name(locale)).orElse(id);
    }

    boolean isPlatform(String id) {
        return platforms.find(id).isPresent();
    }

    String ca(String id, Locale locale) {
        return cas.name(new CaId(id), locale);
    }

    /** 「内蒙古自治区·包头市·市辖区」; the code itself where the table does not have it. */
    String division(String code, Locale locale) {
        return Divisions.fullName(code, locale).orElse(code);
    }

    /** 「投标人、供应商」; null for none, as templates want it. */
    String subjectTypes(Collection<String> types, Locale locale) {
        return types.isEmpty()
                ? null
                : types.stream()
                        .map(type -> messages.getMessage("claim.subject_types." + type, null, type, locale))
                        .collect(Collectors.joining(locale.getLanguage().equals("en") ? ", " : "、"));
    }

    /** A form's value as people read it; null stays null. */
    String entered(String field, String value, Locale locale) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "division_code" -> division(value, locale);
            case "subject_types" -> subjectTypes(Arrays.asList(value.split(",")), locale);
            default -> value;
        };
    }

    /** Message keys of claims, as templates look them up. */
    static List<String> labels(Collection<Claim> claims) {
        return claims.stream().map(claim -> "claim." + claim.word()).toList();
    }
}
