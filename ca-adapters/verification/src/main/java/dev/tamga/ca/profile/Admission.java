package dev.tamga.ca.profile;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.field.Source;

/**
 * Which certificates of a CA count: a valid chain alone does not say so, because test certificates are issued under
 * production keys (ca-certificates.md §1.4).
 *
 * @param policies accepted certificate policies; empty accepts any
 * @param testMarks values that mark test certificates
 * @param testCrlHosts hosts of the CRLs of test certificates
 * @param region the rule of the region; empty where it is not known, and then no region is said
 */
public record Admission(
        Set<String> policies, List<TestMark> testMarks, Set<String> testCrlHosts, Optional<RegionRule> region) {

    /** A value that only test certificates carry, such as a template number. */
    public record TestMark(Source source, Set<String> values) {}

    /** Where the region of issue stands, and which regions count. */
    public record RegionRule(List<Source> sources, Set<String> accepted) {}

    void checkPolicies(CertificateView leaf) throws Refused {
        List<String> found = leaf.extensions().policies();
        if (!policies.isEmpty() && found.stream().noneMatch(policies::contains)) {
            throw new Refused(new Refusal.PolicyNotAccepted("policies are " + found + "; expected one of " + policies));
        }
    }

    void checkNoTest(CertificateView leaf) throws Refused {
        for (TestMark mark : testMarks) {
            Optional<String> found = mark.source().values(leaf).stream().filter(mark.values()::contains).findFirst();
            if (found.isPresent()) {
                throw new Refused(new Refusal.TestCertificate(mark.source().place() + " is " + found.get()));
            }
        }
        for (String location : leaf.extensions().crlLocations()) {
            if (testCrlHosts.contains(host(location))) {
                throw new Refused(new Refusal.TestCertificate("CRL is at " + host(location)));
            }
        }
    }

    /** The region that counts; empty where the rule is not known. */
    Optional<String> checkRegion(CertificateView leaf) throws Refused {
        if (region.isEmpty()) {
            return Optional.empty();
        }
        RegionRule rule = region.get();
        List<String> found = rule.sources().stream().flatMap(source -> source.values(leaf).stream()).toList();
        // The first source decides: a second one must not make good what the first one says otherwise.
        if (found.isEmpty() || !rule.accepted().contains(found.getFirst())) {
            throw new Refused(new Refusal.IssuedElsewhere("region is " + found
                    + "; expected one of " + rule.accepted()));
        }
        return Optional.of(found.getFirst());
    }

    private static String host(String location) {
        try {
            return String.valueOf(URI.create(location).getHost()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // Not a URI: no host to compare, and nothing will ever be fetched from it.
            return "";
        }
    }
}
