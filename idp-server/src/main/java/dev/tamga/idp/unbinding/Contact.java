package dev.tamga.idp.unbinding;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.tamga.idp.binding.PhoneNumber;
import dev.tamga.idp.mail.MailAddress;
import dev.tamga.idp.secret.Hash;

/** Whom the result is told, and who may ask for it. @param phone E.164 */
record Contact(String name, String phone, String email) {
    /** Nobody's: what an unknown number is compared with, so that it costs what a known one costs. */
    static final Contact NOBODY = new Contact("", "", "");

    /** Whether it is the telephone number or the address that was given; both are compared, and all of both. */
    boolean is(String given) {
        String phone = PhoneNumber.of(given).map(PhoneNumber::value).orElse("-");
        String email = MailAddress.of(given).map(MailAddress::value).orElse("-");
        return Hash.same(hash(phone), hash(phone())) | Hash.same(hash(email), hash(email()));
    }

    private static byte[] hash(String text) {
        return Hash.sha256(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Contact";
    }
}
