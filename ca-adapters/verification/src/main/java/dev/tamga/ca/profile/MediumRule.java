package dev.tamga.ca.profile;

import java.util.List;
import java.util.Map;

import dev.tamga.ca.KeyMedium;

/**
 * What medium holds the private key, as the CA says it.
 *
 * @param otherwise for certificates whose policies say nothing
 * @param byPolicy by certificate policy
 */
public record MediumRule(KeyMedium otherwise, Map<String, KeyMedium> byPolicy) {

    KeyMedium of(List<String> policies) {
        List<KeyMedium> said = policies.stream().filter(byPolicy::containsKey).map(byPolicy::get).distinct().toList();
        // Two policies that contradict each other say nothing.
        return said.isEmpty() ? otherwise : said.size() == 1 ? said.getFirst() : KeyMedium.UNKNOWN;
    }
}
