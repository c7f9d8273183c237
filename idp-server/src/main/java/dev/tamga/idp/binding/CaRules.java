package dev.tamga.idp.binding;

import java.util.function.Predicate;

import dev.tamga.ca.CaId;
import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.verification.CaEntry;

/**
 * What the CAs' configuration says of those who bind.
 *
 * @param codeExceptions credit codes that were issued though they fail their check digit
 * @param apart whether a CA's certificates tell an employee's key from the enterprise's
 */
public record CaRules(CodeExceptions codeExceptions, Predicate<CaId> apart) {

    public static CaRules of(CaDirectory directory) {
        return new CaRules(
                directory.codeExceptions(),
                ca -> directory.find(ca).map(CaEntry::tellsEmployeesApart).orElse(false));
    }

    boolean tellsEmployeesApart(CaId ca) {
        return apart.test(ca);
    }
}
