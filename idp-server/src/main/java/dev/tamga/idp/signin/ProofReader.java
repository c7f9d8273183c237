package dev.tamga.idp.signin;

import java.util.Base64;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import dev.tamga.ca.SignInProof;

/** Reads {@code {"certificate":"base64 DER","text":"TAMGA-1 …","signature":"base64"}}: these three members alone. */
final class ProofReader {
    /** Room for the largest certificate and signature in base64, and no more. */
    static final int MAX_CHARACTERS = 128 * 1024;

    /** Strict: no duplicate, unknown, missing or null member, nothing behind the object. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(LogicalType.Textual, texts -> texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private ProofReader() {}

    private record Members(
            @JsonProperty("certificate") String certificate,
            @JsonProperty("text") String text,
            @JsonProperty("signature") String signature) {}

    /** @throws MalformedProof if it is not such a JSON object */
    static SignInProof read(String json) {
        Members members;
        try {
            members = JSON.readValue(json, Members.class);
        } catch (JacksonException e) {
            // The parser's own message repeats what was sent; the page needs none of it.
            throw new MalformedProof("proof is not a JSON object of certificate, text and signature");
        }
        if (members == null) {
            throw new MalformedProof("proof is null");
        }
        return new SignInProof(bytes(members.certificate()), members.text(), bytes(members.signature()));
    }

    /** The form in which the page posts it. */
    static String write(SignInProof proof) {
        Base64.Encoder base64 = Base64.getEncoder();
        return JSON.writeValueAsString(new Members(
                base64.encodeToString(proof.certificate()), proof.text(), base64.encodeToString(proof.signature())));
    }

    // What is not base64 becomes no bytes at all, which the verification refuses by the name of that part.
    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
