package dev.tamga.forge.demo;

/**
 * Where one demo CA's chain is served.
 *
 * @param base such as {@code http://localhost:9300/bjca}
 * @param rootCrl number of the root's CRL; the issuing CA's is the next
 */
record Addresses(String base, int rootCrl) {
    String rootList() {
        return base + "/crl/" + rootCrl + ".crl";
    }

    String issuingList() {
        return base + "/crl/" + (rootCrl + 1) + ".crl";
    }

    String ocsp() {
        return base + "/ocsp";
    }

    /** BJCA writes the scheme as {@code OCSP}. */
    String ocspWithOcspScheme() {
        return "OCSP" + ocsp().substring("http".length());
    }

    String caIssuers() {
        return base + "/caissuer/" + (rootCrl + 1) + ".cer";
    }

    String cps() {
        return base + "/cps";
    }
}
