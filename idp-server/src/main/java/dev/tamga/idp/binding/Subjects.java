package dev.tamga.idp.binding;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.signin.BoundKeys;

/** The door to subjects and keys: one SELECT a call. */
public final class Subjects implements BoundKeys {
    private final SubjectStore store;

    public Subjects(Jdbi jdbi) {
        this.store = new SubjectStore(jdbi);
    }

    public Optional<Subject> find(String subjectId) {
        return store.find(subjectId);
    }

    /** A key with its subject, frozen or not. */
    public Optional<SubjectKey> findKey(String keyId) {
        return store.findKey(keyId);
    }

    /** All keys of a subject, frozen ones among them: the primary one first, then as they were bound. */
    public List<SubjectKey> listKeys(String subjectId) {
        return store.listKeys(subjectId);
    }

    /** @throws IllegalStateException if there is no such key */
    public SubjectKey getKey(String keyId) {
        return store.findKey(keyId).orElseThrow(() -> new IllegalStateException("no key " + keyId));
    }

    @Override
    public Optional<BoundKey> findByHolder(VerifiedHolder holder) {
        return store.findCertificate(holder.key())
                .filter(certificate -> certificate.isOf(holder))
                .map(BoundCertificate::key);
    }
}
