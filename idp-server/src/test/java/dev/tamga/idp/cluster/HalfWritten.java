package dev.tamga.idp.cluster;

import java.util.Map;

/** Rows that no finished transaction leaves behind: each query must count none. */
final class HalfWritten {
    static final Map<String, String> CHECKS = Map.of(
            "a subject without exactly one primary key", """
                    select count(*) from subject s
                    where 1 <> (select count(*) from subject_key k where k.subject_id = s.id and k.role = 'primary')""",
            "a session without its subject's key", """
                    select count(*) from sign_in_session i where not exists (
                        select 1 from subject_key k where k.id = i.key_id and k.subject_id = i.subject_id)""",
            "a grant without its session", """
                    select count(*) from authorization_grant g
                    where not exists (select 1 from sign_in_session i
                                      where i.id = g.session_id and i.subject_id = g.subject_id)""",
            "a redeemed code without its refresh family", """
                    select count(*) from authorization_grant
                    where code_redeemed_at is not null and family_hash is null""",
            "a sign-in that was not audited", """
                    select count(*) from subject s
                    where (select count(*) from sign_in_session i where i.subject_id = s.id)
                        > (select count(*) from audit_event a
                           where a.event = 'sign-in' and a.code is null and a.subject_id = s.id)""");

    private HalfWritten() {}
}
