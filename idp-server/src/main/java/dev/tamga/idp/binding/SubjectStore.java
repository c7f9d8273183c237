package dev.tamga.idp.binding;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.CertifiedKey;

/** Tables {@code subject} and {@code subject_key}; every call joins the caller's transaction. */
final class SubjectStore {
    private static final String SELECT_SUBJECT = """
            select id, kind, name, preferred_username, credit_code, identity_masked, legal_representative,
                   division_code, subject_types, registered_capital, phone_number, address, updated_at
            from subject
            """;
    private static final String SELECT_KEY = """
            select k.id, k.subject_id, k.ca_id, k.key_number, k.medium_number, k.role, k.holder_id, k.not_before,
                   k.not_after, k.frozen_at, k.label, k.renewed_from, k.created_at as key_created_at,
                   s.kind, s.name, s.preferred_username, s.credit_code, s.identity_masked, s.legal_representative,
                   s.division_code, s.subject_types, s.registered_capital, s.phone_number, s.address, s.updated_at
            from subject_key k
            join subject s on s.id = k.subject_id
            """;

    private final Jdbi jdbi;

    SubjectStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Subject> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_SUBJECT + "where id = :id")
                .bind("id", id)
                .map((row, context) -> SubjectRows.subject(row, row.getString("id")))
                .findOne());
    }

    Optional<SubjectKey> findKey(String keyId) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_KEY + "where k.id = :id")
                .bind("id", keyId)
                .map((row, context) -> SubjectRows.key(row))
                .findOne());
    }

    /** All keys of a subject: the primary one first, then as they were bound. */
    List<SubjectKey> listKeys(String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_KEY + """
                        where k.subject_id = :subject
                        order by case k.role when 'primary' then 0 else 1 end, k.created_at, k.id""")
                .bind("subject", subjectId)
                .map((row, context) -> SubjectRows.key(row))
                .list());
    }

    /** At most one: issuing key and serial number are unique together. */
    Optional<BoundCertificate> findCertificate(CertifiedKey key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select k.id, k.subject_id, k.ca_id, k.key_number, k.medium_number, k.not_before, k.not_after,
                               k.frozen_at, k.certificate_hash, k.spki_hash, s.name
                        from subject_key k
                        join subject s on s.id = k.subject_id
                        where k.issuer_key_id = :issuer and k.serial = :serial""")
                .bind("issuer", key.issuerKeyId())
                .bind("serial", key.keyNumber())
                .map((row, context) -> SubjectRows.certificate(row))
                .findOne());
    }

    /** By the organisation code inside: a certificate that proves no more must not make the company a second subject. */
    Optional<Subject> findByCreditCode(String creditCode) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_SUBJECT + "where organization_code = :code")
                .bind("code", creditCode.substring(8, 17))
                .map((row, context) -> SubjectRows.subject(row, row.getString("id")))
                .findOne());
    }

    Optional<Subject> findByIdentity(byte[] identityHash) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_SUBJECT + "where identity_hash = :hash")
                .bind("hash", identityHash)
                .map((row, context) -> SubjectRows.subject(row, row.getString("id")))
                .findOne());
    }

    boolean hasPreferredUsername(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from subject where preferred_username = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .isPresent());
    }

    void insert(NewSubject subject) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into subject (id, kind, name, normalised_name, preferred_username, credit_code, organization_code,
                                             identity_hash, identity_masked, legal_representative, division_code,
                                             ca_platform, subject_types, registered_capital, phone_number, address,
                                             applicant_name, applicant_phone, applicant_unit, created_at, updated_at)
                        values (:id, :kind, :name, :normalisedName, :preferredUsername, :creditCode, :organizationCode,
                                :identityHash, :identityMasked, :legalRepresentative, :divisionCode,
                                :caPlatform, :subjectTypes, :registeredCapital, :phoneNumber, :address,
                                :applicantName, :applicantPhone, :applicantUnit, :createdAt, :createdAt)""")
                .bindMethods(subject)
                .execute());
    }

    /** Another key for a subject that has none (5.8): the same subject, described anew; what was left empty stays. */
    void update(NewSubject subject) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update subject
                        set name = :name, normalised_name = :normalisedName,
                            credit_code = :creditCode, organization_code = :organizationCode,
                            legal_representative = coalesce(:legalRepresentative, legal_representative),
                            division_code = :divisionCode, ca_platform = coalesce(:caPlatform, ca_platform),
                            subject_types = coalesce(:subjectTypes, subject_types),
                            registered_capital = coalesce(:registeredCapital, registered_capital),
                            phone_number = coalesce(:phoneNumber, phone_number), address = coalesce(:address, address),
                            applicant_name = :applicantName, applicant_phone = :applicantPhone,
                            applicant_unit = :applicantUnit, updated_at = :createdAt
                        where id = :id""")
                .bindMethods(subject)
                .execute());
    }

    void insert(NewKey key) {
        var certified = key.holder().key();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into subject_key (id, subject_id, ca_id, issuer_key_id, serial, certificate_hash,
                                                 spki_hash, holder_kind, holder_code, holder_id, normalised_name,
                                                 key_number, medium_number, not_before, not_after, role, created_at)
                        values (:id, :subjectId, :ca, :issuerKeyId, :keyNumber, :certificateHash,
                                :spkiHash, :kind, :code, :holderId, :normalisedName,
                                :keyNumber, :mediumNumber, :notBefore, :notAfter, :role, :createdAt)""")
                .bindMethods(key.holder())
                .bindMethods(certified)
                .bind("id", key.id())
                .bind("subjectId", key.subjectId())
                .bind("mediumNumber", key.mediumNumber())
                .bind("createdAt", key.createdAt())
                .bind("ca", key.holder().ca().value())
                .bind("notBefore", certified.notBefore().toEpochMilli())
                .bind("notAfter", certified.notAfter().toEpochMilli())
                .bind("role", key.role().word())
                .execute());
    }
}
