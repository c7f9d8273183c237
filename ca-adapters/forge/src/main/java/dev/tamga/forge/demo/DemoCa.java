package dev.tamga.forge.demo;

import java.util.Locale;
import java.util.function.Function;

/** The seven chains of the six demo CAs. */
public enum DemoCa {
    BJCA("bjca", "北京CA", 0, BjcaLayout::new, Ocsp.BY_ISSUER),
    CFCA("cfca", "CFCA", 0, CfcaLayout::new, Ocsp.NONE),
    CFCA_RSA("cfca", "CFCA（RSA）", 2, CfcaRsaLayout::new, Ocsp.BY_ISSUER),
    SNCA("snca", "陕西CA", 0, SncaLayout::new, Ocsp.NONE),
    NMGCA("nmgca", "内蒙古CA", 0, NmgcaLayout::new, Ocsp.NONE),
    SZCA("szca", "深圳CA", 0, SzcaLayout::new, Ocsp.BY_DELEGATE),
    GXCA("gxca", "国信CA", 0, GxcaLayout::new, Ocsp.NONE);

    /** Who signs OCSP answers. */
    enum Ocsp {
        NONE,
        BY_ISSUER,
        BY_DELEGATE
    }

    private final String id;
    private final String label;
    private final int rootCrl;
    private final Function<Addresses, Layout> layout;
    private final Ocsp ocsp;

    DemoCa(String id, String label, int rootCrl, Function<Addresses, Layout> layout, Ocsp ocsp) {
        this.id = id;
        this.label = label;
        this.rootCrl = rootCrl;
        this.layout = layout;
        this.ocsp = ocsp;
    }

    /** The CA's id, as in conf/ca; two chains share {@code cfca}. */
    public String id() {
        return id;
    }

    String label() {
        return label;
    }

    /** Number of the root's CRL; the issuing CA's is the next. */
    int rootCrl() {
        return rootCrl;
    }

    Ocsp ocsp() {
        return ocsp;
    }

    /** Name of the folder that holds its keys. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Layout layout(String host, int port) {
        return layout.apply(addresses(host, port));
    }

    Addresses addresses(String host, int port) {
        return new Addresses("http://" + host + ":" + port + "/" + id, rootCrl);
    }
}
