package dev.tamga.ca.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.MaskedText;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.field.Source;

/**
 * Where a key was issued, by what its certificate says of it: a region, a registration office or a project.
 *
 * @param name the rule's key below {@code admission} in ca.yml
 * @param sources where it stands
 * @param accepted what counts, and the region that it stands for
 * @param saysRegion whether a value stands for a region, or only admits
 */
public record PlaceRule(String name, List<Source> sources, Map<String, String> accepted, boolean saysRegion) {
    /** The rule whose value is the project itself, whatever region it stands for. */
    public static final String PROJECT = "project";

    /** @return the value that was accepted */
    String check(CertificateView leaf) throws Refused {
        List<String> found = sources.stream().flatMap(source -> source.values(leaf).stream()).toList();
        // The first value decides: a second one must not make good what the first one says otherwise.
        if (found.isEmpty() || !accepted.containsKey(found.getFirst())) {
            throw new Refused(new Refusal.IssuedElsewhere("admission." + name + ": the certificate says "
                    + MaskedText.of(found.toString()) + "; expected one of " + accepted.keySet()));
        }
        return found.getFirst();
    }

    Optional<String> region(String value) {
        return saysRegion ? Optional.of(accepted.get(value)) : Optional.empty();
    }

    Optional<String> project(String value) {
        return name.equals(PROJECT) ? Optional.of(value) : Optional.empty();
    }
}
