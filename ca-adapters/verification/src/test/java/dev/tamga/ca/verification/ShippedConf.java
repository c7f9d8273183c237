package dev.tamga.ca.verification;

import java.nio.file.Path;

/** The conf/ca that ships with the product. */
public final class ShippedConf {
    public static final Path ROOT = Path.of(System.getProperty("tamga.root"));
    public static final Path FOLDER = ROOT.resolve("conf/ca");

    private ShippedConf() {}
}
