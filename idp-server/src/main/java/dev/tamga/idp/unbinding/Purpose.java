package dev.tamga.idp.unbinding;

import java.util.Arrays;
import java.util.Locale;

/** What a file shows; the word is the name of its field and is stored. */
enum Purpose {
    /** 营业执照. */
    LICENCE,
    /** 法人授权委托书, sealed, with both identity cards. */
    LETTER,
    /** 身份证人像面, or both sides. */
    IDENTITY,
    /** 身份证国徽面. */
    IDENTITY_BACK,
    OTHER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Purpose of(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("purpose is \"" + word + "\""));
    }
}
