package dev.tamga.ca.profile;

import java.util.Optional;

/**
 * Where a key was issued, as far as its CA's rules read it; empty is not known.
 *
 * @param region a division code or a name
 * @param project the CA's own number or word for an issuing project or certificate template
 */
public record PlaceOfIssue(Optional<String> region, Optional<String> project) {}
