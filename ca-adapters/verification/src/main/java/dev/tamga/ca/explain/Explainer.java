package dev.tamga.ca.explain;

import java.nio.file.Path;

/** Says why a certificate is accepted or refused. */
public interface Explainer {

    /** @return what was found; nothing is thrown, whatever the file holds */
    Explanation explain(Path file);
}
