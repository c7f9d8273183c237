package dev.tamga.ca.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.bouncycastle.asn1.x509.KeyUsage;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.Leaf;

/**
 * The certificate of a file that is checked, and what came with it.
 *
 * @param others the file's other certificates: candidates for the path, nothing more
 */
record Presented(Leaf leaf, List<CertificateView> others) {

    static Presented read(Path file) throws Refused {
        List<Leaf> all = new ArrayList<>();
        for (byte[] der : CertificateFile.read(file)) {
            all.add(CertificateReader.read(der));
        }
        Leaf chosen = chosen(all);
        return new Presented(chosen, all.stream().filter(leaf -> leaf != chosen).map(Leaf::view).toList());
    }

    /** Of several the one that issued none of the others; of a signing and an encryption certificate the signing one. */
    private static Leaf chosen(List<Leaf> all) {
        List<Leaf> candidates = narrowed(all, leaf -> all.stream()
                .noneMatch(other -> other != leaf && isNamedIssuer(leaf.view(), other.view())));
        candidates = narrowed(candidates, leaf -> !leaf.view().extensions().isCa());
        return narrowed(candidates, leaf -> leaf.view().extensions().hasKeyUsage(KeyUsage.digitalSignature))
                .getFirst();
    }

    private static List<Leaf> narrowed(List<Leaf> some, Predicate<Leaf> rule) {
        List<Leaf> left = some.stream().filter(rule).toList();
        return left.isEmpty() ? some : left;
    }

    private static boolean isNamedIssuer(CertificateView ca, CertificateView of) {
        boolean selfIssued = of.issuer().x500().equals(of.subject().x500());
        return !selfIssued && of.issuer().x500().equals(ca.subject().x500());
    }
}
