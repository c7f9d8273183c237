package dev.tamga.idp.binding;

import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.HolderName;
import dev.tamga.ca.holder.IdentityNumber;

/** Which key may stand beside a subject's primary key (domain.md §5.6). */
public final class SecondaryKeyRules {
    private final CaRules cas;
    private final IdentityHash identities;
    private final SubjectStore subjects;

    public SecondaryKeyRules(CaRules cas, IdentityHash identities, org.jdbi.v3.core.Jdbi jdbi) {
        this.cas = cas;
        this.identities = identities;
        this.subjects = new SubjectStore(jdbi);
    }

    /** What the rules say before the key is written. */
    sealed interface Decision {
        record Add() implements Decision {}

        /** @param errors message keys by field */
        record Correct(Map<String, String> errors) implements Decision {}

        record TurnAway(Refusal refusal) implements Decision {}
    }

    /** @param form free of errors */
    Decision decide(BindingForm form, VerifiedHolder holder, SubjectKey primary) {
        // A person's key, be it of the legal representative, never acts as the enterprise, whatever code it holds.
        if (holder.kind() != kindOf(primary.subject())) {
            return new Decision.TurnAway(new Refusal.LegalRepresentativeKey("holder kind is " + holder.kind()));
        }
        Map<String, String> differences = CertificateFields.differences(form, holder);
        if (!differences.isEmpty()) {
            return new Decision.Correct(differences);
        }
        if (holder.kind() == HolderKind.ENTERPRISE
                && !cas.tellsEmployeesApart(holder.ca())
                && form.find(EnterpriseBinding.ENTERPRISE_KEY).isEmpty()) {
            return new Decision.Correct(Map.of(EnterpriseBinding.ENTERPRISE_KEY, EnterpriseBinding.UNCONFIRMED));
        }
        return otherName(holder, primary)
                .or(() -> otherCode(holder, primary.subject()))
                .<Decision>map(Decision.TurnAway::new)
                .orElseGet(Decision.Add::new);
    }

    private static HolderKind kindOf(Subject subject) {
        return subject.kind() == Subject.Kind.PERSON ? HolderKind.PERSON : HolderKind.ENTERPRISE;
    }

    /** 「主锁与副锁单位名称不一致，绑定失败」. */
    private static Optional<Refusal> otherName(VerifiedHolder holder, SubjectKey primary) {
        return holder.normalisedName().equals(HolderName.normalise(primary.subject().name()))
                ? Optional.empty()
                : Optional.of(new Refusal.NameMismatch("the certificate's name is another than the subject's"));
    }

    private Optional<Refusal> otherCode(VerifiedHolder holder, Subject subject) {
        if (subject.kind() == Subject.Kind.PERSON) {
            return isSamePerson(holder, subject)
                    ? Optional.empty()
                    : Optional.of(new Refusal.CodeMismatch("the certificate holds another identity number, or none"));
        }
        // GB 32100: characters 9 to 17 of the credit code are the organisation code that older certificates hold.
        boolean agrees = holder.code().isEmpty()
                || subject.creditCode().filter(whole -> holds(whole, holder.code().get())).isPresent();
        return agrees
                ? Optional.empty()
                : Optional.of(new Refusal.CodeMismatch("certificate holds " + holder.code().orElse("none")
                        + ", the subject's is " + subject.creditCode().orElse("none")));
    }

    private static boolean holds(String creditCode, String code) {
        return code.equals(creditCode) || code.equals(creditCode.substring(8, 17));
    }

    private boolean isSamePerson(VerifiedHolder holder, Subject subject) {
        return holder.identityNumber()
                .flatMap(IdentityNumber::of)
                .flatMap(number -> subjects.findByIdentity(identities.of(number)))
                .filter(found -> found.id().equals(subject.id()))
                .isPresent();
    }
}
