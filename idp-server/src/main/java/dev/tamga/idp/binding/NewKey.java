package dev.tamga.idp.binding;

import dev.tamga.ca.VerifiedHolder;

/** A row of {@code subject_key} to insert. */
record NewKey(
        String id,
        String subjectId,
        VerifiedHolder holder,
        String mediumNumber,
        SubjectKey.Role role,
        long createdAt) {}
