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
 * production keys (ca-certificates.md §1.4). Each refusal names the rule of ca.yml that it came from.
 *
 * @param policies accepted certificate policies; empty accepts any
 * @param crlHosts accepted hosts of the certificate's CRLs; empty accepts any
 * @param testMarks values that mark test certificates
 * @param testCrlHosts hosts of the CRLs of test certificates
 * @param places the rules of the place of issue, all of which must hold; none where the place is not known
 */
public record Admission(
        Set<String> policies,
        Set<String> crlHosts,
        List<TestMark> testMarks,
        Set<String> testCrlHosts,
        List<PlaceRule> places) {

    /** A value that only test certificates carry, such as a template number. */
    public record TestMark(Source source, Set<String> values) {}

    void checkPolicies(CertificateView leaf) throws Refused {
        List<String> found = leaf.extensions().policies();
        if (!policies.isEmpty() && found.stream().noneMatch(policies::contains)) {
            throw new Refused(new Refusal.PolicyNotAccepted(
                    "admission.policies: the certificate has " + found + "; expected one of " + policies));
        }
        List<String> hosts = leaf.extensions().crlLocations().stream().map(Admission::host).toList();
        if (!crlHosts.isEmpty() && (hosts.isEmpty() || !crlHosts.containsAll(hosts))) {
            throw new Refused(new Refusal.PolicyNotAccepted(
                    "admission.crl-hosts: the CRLs are at " + hosts + "; expected " + crlHosts));
        }
    }

    void checkNoTest(CertificateView leaf) throws Refused {
        for (TestMark mark : testMarks) {
            Optional<String> found = mark.source().values(leaf).stream().filter(mark.values()::contains).findFirst();
            if (found.isPresent()) {
                throw new Refused(new Refusal.TestCertificate("admission.test-marks: " + mark.source().place() + " is "
                        + found.get() + "; expected none of " + mark.values()));
            }
        }
        for (String location : leaf.extensions().crlLocations()) {
            if (testCrlHosts.contains(host(location))) {
                throw new Refused(new Refusal.TestCertificate("admission.test-crl-hosts: the CRL is at "
                        + host(location) + "; expected none of " + testCrlHosts));
            }
        }
    }

    /** What the rules say of where the key was issued; the first of them that says a region decides it. */
    PlaceOfIssue checkPlaces(CertificateView leaf) throws Refused {
        Optional<String> region = Optional.empty();
        Optional<String> project = Optional.empty();
        for (PlaceRule rule : places) {
            String said = rule.check(leaf);
            region = region.or(() -> rule.region(said));
            project = project.or(() -> rule.project(said));
        }
        return new PlaceOfIssue(region, project);
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
