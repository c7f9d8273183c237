package dev.tamga.ca.holder;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.MaskedText;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.holder.HolderSources.Mark;
import dev.tamga.ca.holder.HolderSources.MarkedSource;

/**
 * Reads codes and verifies their check digits: a valid chain does not prove a credit code. Values that have no code's
 * form (BJCA's {@code TEST002}) are no codes; values that have the form and fail the check are refused; codes that
 * disagree are refused.
 */
final class CodeReader {
    private final CodeExceptions exceptions;

    /** @param exceptions codes that were issued though they fail the check */
    CodeReader(CodeExceptions exceptions) {
        this.exceptions = exceptions;
    }

    /** The first source's code; a credit code where any source has one. */
    Optional<String> organisationCode(CertificateView leaf, List<MarkedSource> sources, Set<Mark> marks)
            throws Refused {
        List<String> found = new ArrayList<>();
        for (String value : values(leaf, sources, marks)) {
            refusePerson(value, marks);
            Optional<String> code = organisationCode(value);
            // Each with each: one organisation code can agree with two credit codes that do not agree.
            if (code.isPresent() && !found.stream().allMatch(other -> isSame(other, code.get()))) {
                // Masked: what a mark calls an organisation's may be a person's number all the same.
                throw new Refused(new Refusal.HolderUnidentified(MaskedText.of("the sources name the codes " + found
                        + " and " + code.get() + "; expected one organisation's")));
            }
            code.ifPresent(found::add);
        }
        return found.stream().filter(code -> code.length() == CreditCode.LENGTH).findFirst()
                .or(() -> found.stream().findFirst());
    }

    /**
     * The person's number, if a person stands there. Whatever else stands there is a person of another kind of paper
     * (a passport, an old number of 15 digits), who must not pass for the organisation: refused.
     *
     * @param code the organisation's, which some CAs write into the same place
     */
    Optional<IdentityNumber> identityNumber(
            CertificateView leaf, List<MarkedSource> sources, Set<Mark> marks, Optional<String> code) throws Refused {
        Optional<IdentityNumber> found = Optional.empty();
        for (String raw : values(leaf, sources, marks)) {
            String value = Normalizer.normalize(raw, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
            Optional<IdentityNumber> number = IdentityNumber.of(value);
            if (number.isEmpty() && IdentityNumber.hasForm(value) && !isCode(value, code)) {
                throw new Refused(new Refusal.CheckDigitWrong("an identity number fails its check digit or date; expected one of GB 11643"));
            }
            if (number.isEmpty() && !value.isEmpty() && !isCode(value, code)) {
                throw new Refused(new Refusal.HolderUnidentified(
                        "what stands in a person's place is neither an identity number nor the organisation's code;"
                                + " expected one of them"));
            }
            if (number.isPresent() && found.isPresent() && !found.equals(number)) {
                throw new Refused(new Refusal.HolderUnidentified(
                        "two sources name different identity numbers; expected one person's"));
            }
            found = found.or(() -> number);
        }
        return found;
    }

    /** One identity number in 31 passes for a credit code: where a place may hold either, only the mark can tell. */
    private static void refusePerson(String value, Set<Mark> marks) throws Refused {
        if (IdentityNumber.of(value).isPresent() && !marks.equals(Set.of(Mark.ORGANISATION))) {
            throw new Refused(new Refusal.HolderUnidentified(
                    "an identity number stands in an organisation's place; expected a code, or a mark that says so"));
        }
    }

    private static List<String> values(CertificateView leaf, List<MarkedSource> sources, Set<Mark> marks) {
        return sources.stream().flatMap(source -> source.values(leaf, marks)).toList();
    }

    private Optional<String> organisationCode(String value) throws Refused {
        String plain = CodeText.plain(value);
        if (CreditCode.of(plain).isPresent() || OrganisationCode.of(plain).isPresent() || exceptions.has(plain)) {
            return Optional.of(plain);
        }
        if (CreditCode.hasForm(plain) || OrganisationCode.hasForm(plain)) {
            // The value stays out of the text: an identity number in the wrong place has this form, too.
            throw new Refused(new Refusal.CheckDigitWrong("the organisation's code of " + plain.length()
                    + " characters fails its check digit; expected one of " + (plain.length() == CreditCode.LENGTH
                            ? "GB 32100" : "GB 11714") + ", or a listed exception"));
        }
        return Optional.empty();
    }

    private static boolean isCode(String value, Optional<String> code) {
        String plain = CodeText.plain(value);
        return code.filter(known -> plain.equals(known) || isSame(plain, known)).isPresent();
    }

    /** A credit code and the organisation code inside it name one organisation. */
    private static boolean isSame(String one, String other) {
        return organisation(one).equals(organisation(other)) && (one.length() != other.length() || one.equals(other));
    }

    private static String organisation(String code) {
        return code.length() == CreditCode.LENGTH ? code.substring(8, 17) : code;
    }
}
