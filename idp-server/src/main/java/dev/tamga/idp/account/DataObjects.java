package dev.tamga.idp.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tamga.idp.audit.Trail;
import dev.tamga.idp.binding.OwnRecords;
import dev.tamga.idp.binding.Subject;
import dev.tamga.idp.binding.SubjectKey;
import dev.tamga.idp.claim.Claim;
import dev.tamga.idp.consent.GivenConsent;
import dev.tamga.idp.grant.HeldGrants;
import dev.tamga.idp.session.HeldSessions;
import dev.tamga.idp.unbinding.HeldRequests;

/** From records to JSON objects; what is unknown is absent, times are ISO 8601 in UTC. */
final class DataObjects {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private DataObjects() {}

    private DataObjects with(String name, Object value) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (plain != null) {
            members.put(name, plain instanceof Instant instant ? instant.toString() : plain);
        }
        return this;
    }

    static Map<String, Object> subject(Subject subject, OwnRecords.Application application) {
        return new DataObjects()
                .with("sub", subject.id())
                .with("subject_kind", subject.kind().word())
                .with("name", subject.name())
                .with("preferred_username", subject.preferredUsername())
                .with("unified_social_credit_code", subject.creditCode())
                .with("identity_number_masked", subject.identityMasked())
                .with("legal_representative", subject.legalRepresentative())
                .with("division_code", subject.divisionCode())
                .with("subject_types", subject.subjectTypes())
                .with("registered_capital", subject.registeredCapital())
                .with("phone_number", subject.phoneNumber())
                .with("address", subject.address())
                .with("ca_platform", application.caPlatform())
                .with("applicant_name", application.applicantName())
                .with("applicant_phone", application.applicantPhone())
                .with("applicant_unit", application.applicantUnit())
                .with("bound_at", application.boundAt())
                .with("updated_at", subject.updatedAt())
                .members;
    }

    static Map<String, Object> key(SubjectKey key) {
        return new DataObjects()
                .with("id", key.id())
                .with("label", key.label())
                .with("ca_id", key.ca().value())
                .with("key_number", key.keyNumber())
                .with("renewed_from", key.renewedFrom())
                .with("key_medium_number", key.mediumNumber())
                .with("key_role", key.role().word())
                .with("holder_id", key.holderId())
                .with("not_before", key.notBefore())
                .with("not_after", key.notAfter())
                .with("frozen_at", key.frozenAt())
                .with("bound_at", key.createdAt())
                .members;
    }

    static Map<String, Object> consent(GivenConsent consent) {
        return new DataObjects()
                .with("platform_id", consent.platformId())
                .with("claims", consent.claims().stream().map(Claim::word).toList())
                .with("since", consent.createdAt())
                .with("until", consent.expiresAt())
                .members;
    }

    static Map<String, Object> request(HeldRequests.Held request) {
        return new DataObjects()
                .with("request_number", request.number())
                .with("state", request.state())
                .with("filed_at", request.filedAt())
                .with("decided_at", request.decidedAt())
                .members;
    }

    static Map<String, Object> session(HeldSessions.Held session) {
        return new DataObjects()
                .with("key", session.keyId())
                .with("signed_in_at", session.signedAt())
                .with("last_seen_at", session.lastSeenAt())
                .with("expires_at", session.expiresAt())
                .with("ended_at", session.endedAt())
                .members;
    }

    static Map<String, Object> grant(HeldGrants.Held grant) {
        return new DataObjects()
                .with("platform_id", grant.platformId())
                .with("key", grant.keyId())
                .with("sub", grant.sub())
                .with("scope", grant.scopes())
                .with("since", grant.createdAt())
                .with("refreshable_until", grant.refreshableUntil())
                .with("ended_at", grant.endedAt())
                .members;
    }

    static Map<String, Object> event(Trail.Entry event) {
        return new DataObjects()
                .with("at", event.place().at())
                .with("event", event.event())
                .with("code", event.code())
                .with("platform_id", event.platformId())
                .with("ca_id", event.caId())
                .with("key_number", event.keyNumber())
                .with("address", event.address())
                .members;
    }
}
