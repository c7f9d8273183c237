package dev.tamga.idp.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import dev.tamga.ca.MaskedText;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.explain.Explanation;
import dev.tamga.ca.holder.IdentityNumber;
import dev.tamga.ca.holder.UnverifiedHolder;

/** An explanation as one JSON object on one line; what is not known is null. */
final class JsonLine {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CREDIT_CODE_LENGTH = 18;

    private JsonLine() {}

    static String of(Path file, Explanation explanation) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        line.put("outcome", explanation.isAccepted() ? "accepted" : "refused");
        line.put("code", explanation.refusal().map(Refusal::code).orElse(null));
        line.put("step", explanation.decision().step().word());
        line.put("ca", explanation.ca().map(Object::toString).orElse(null));
        line.put("holder", holder(explanation));
        line.put("revocation", explanation.revocation().orElse(null));
        line.put("detail", explanation.decision().facts());
        line.put("notes", explanation.notes());
        explanation.certificate().ifPresent(certificate -> certificate(line, certificate));
        return JSON.writeValueAsString(line);
    }

    private static Map<String, Object> holder(Explanation explanation) {
        if (explanation.certificate().isEmpty()) {
            return null;
        }
        Map<String, Object> holder = new LinkedHashMap<>();
        var found = explanation.holder();
        var code = found.flatMap(UnverifiedHolder::code);
        holder.put("kind", found.map(known -> word(known.kind())).orElse(null));
        holder.put("name", found.map(UnverifiedHolder::name).orElse(null));
        holder.put("credit_code", code.filter(value -> value.length() == CREDIT_CODE_LENGTH).orElse(null));
        holder.put("organization_code", code.filter(value -> value.length() != CREDIT_CODE_LENGTH).orElse(null));
        holder.put("identity_number", found.flatMap(UnverifiedHolder::identityNumber)
                .map(IdentityNumber::masked).orElse(null));
        holder.put("key_number", explanation.certificate().get().keyNumber());
        return holder;
    }

    private static void certificate(Map<String, Object> line, CertificateView certificate) {
        line.put("subject", MaskedText.of(certificate.subject().toString()));
        line.put("issuer", MaskedText.of(certificate.issuer().toString()));
        line.put("not_before", certificate.notBefore().toString());
        line.put("not_after", certificate.notAfter().toString());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
