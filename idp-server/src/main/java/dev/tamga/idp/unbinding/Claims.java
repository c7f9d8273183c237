package dev.tamga.idp.unbinding;

import java.util.Optional;
import java.util.function.Function;

import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.holder.CreditCode;
import dev.tamga.ca.holder.IdentityNumber;
import dev.tamga.idp.binding.IdentityHash;
import dev.tamga.idp.binding.PrimaryKeys;

/** From a checked form to whose binding it names, and to the key that is bound there. */
public final class Claims {
    private final IdentityHash hash;
    private final PrimaryKeys keys;
    private final CodeExceptions exceptions;

    public Claims(IdentityHash hash, PrimaryKeys keys, CodeExceptions exceptions) {
        this.hash = hash;
        this.keys = keys;
        this.exceptions = exceptions;
    }

    Form form(Kind kind, Function<String, String> sent) {
        return new Form(Field.of(kind, exceptions), sent);
    }

    Claimed claimed(Kind kind, Form form) {
        String name = form.get(Field.SUBJECT_NAME);
        return switch (kind) {
            case ENTERPRISE -> new Claimed(
                    kind, name,
                    Optional.of(CreditCode.of(form.get(Field.CREDIT_CODE), exceptions).orElseThrow().value()),
                    Optional.empty(), Optional.empty());
            case PERSON -> {
                IdentityNumber number = IdentityNumber.of(form.get(Field.IDENTITY_NUMBER)).orElseThrow();
                yield new Claimed(
                        kind, name, Optional.empty(), Optional.of(hash.of(number)), Optional.of(number.masked()));
            }
        };
    }

    /** One SELECT, whether anything is bound or not. */
    Optional<PrimaryKeys.PrimaryKey> find(Claimed claimed) {
        return switch (claimed.kind()) {
            case ENTERPRISE ->
                keys.find(CreditCode.of(claimed.creditCode().orElseThrow(), exceptions).orElseThrow());
            case PERSON -> keys.find(claimed.identityHash().orElseThrow());
        };
    }
}
