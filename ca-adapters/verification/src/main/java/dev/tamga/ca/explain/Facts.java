package dev.tamga.ca.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.LeafKey;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.holder.UnverifiedHolder;

/** What the steps tell when they pass: one line each. */
final class Facts {
    private Facts() {}

    static String of(CertificateView certificate) {
        return "\"" + certificate.subject() + "\", serial number " + certificate.keyNumber() + ", valid "
                + certificate.notBefore() + " to " + certificate.notAfter() + ", key " + key(certificate)
                + ", signature " + certificate.suite().map(Object::toString).orElse(certificate.signatureAlgorithm());
    }

    static String of(TrustedChain chain) {
        List<CertificateView> path = chain.path();
        return path.size() + " certificates to the anchor: " + path.stream()
                .skip(1)
                .map(ca -> "\"" + ca.subject() + "\"")
                .collect(Collectors.joining(" < "));
    }

    static String of(UnverifiedHolder holder) {
        return holder.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + " \"" + holder.name() + "\""
                + holder.code().map(code -> ", code " + code).orElse("")
                + holder.identityNumber().map(number -> ", identity number " + number.masked()).orElse("");
    }

    private static String key(CertificateView certificate) {
        return switch (certificate.key()) {
            case LeafKey.Sm2 sm2 -> "SM2";
            case LeafKey.Rsa rsa -> "RSA of " + rsa.key().getModulus().bitLength() + " bits";
            case LeafKey.Ec ec -> "ECDSA";
            case LeafKey.Foreign foreign -> foreign.algorithm();
        };
    }
}
