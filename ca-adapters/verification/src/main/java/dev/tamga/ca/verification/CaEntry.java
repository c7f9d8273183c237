package dev.tamga.ca.verification;

import java.util.Map;

import dev.tamga.ca.CaId;
import dev.tamga.ca.adapter.CaService;

/**
 * A CA of this installation, for display.
 *
 * @param name by language, {@code zh-CN} and {@code en}
 * @param hasAnchor whether an operator imported its trust anchor; without, every key of this CA is refused
 * @param keyNumberIsPerKey whether 证书key号 survives a renewal
 * @param tellsEmployeesApart whether an employee's certificate cannot pass for the enterprise's
 */
public record CaEntry(
        CaId id,
        Map<String, String> name,
        CaService service,
        boolean hasAnchor,
        boolean keyNumberIsPerKey,
        boolean tellsEmployeesApart) {

    /** The name in a language, Chinese where it is not known. */
    public String name(String language) {
        return name.getOrDefault(language, name.get("zh-CN"));
    }
}
