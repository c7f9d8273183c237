-- What clients and tokens need beyond the first release. Columns are nullable: the previous release does not write them.

-- OpenID Connect Core §8.1: a subject's random name within a sector. The sector is a host name.
create table pairwise_subject (
    sector     varchar(253) not null,
    subject_id char(26)     not null,
    sub        char(26)     not null,
    created_at bigint       not null,
    primary key (sector, subject_id)
) ${table_options};
create unique index pairwise_subject_sub on pairwise_subject (sector, sub);
create index pairwise_subject_subject on pairwise_subject (subject_id);

-- Identifiers that may be presented once: jti of client assertions (RFC 7523) and of DPoP proofs (RFC 9449), and the jti
-- of access tokens that were revoked.
create table spent_jti (
    -- SHA-256 of purpose, presenter and jti
    jti_hash   binary(32) not null primary key,
    expires_at bigint     not null
) ${table_options};
create index spent_jti_expiry on spent_jti (expires_at);

-- the subject's name at this platform; null: subject_id itself
alter table authorization_grant add column sub char(26);
-- RFC 8707: audiences that were granted, separated by spaces; null: userinfo alone
alter table authorization_grant add column resources varchar(4200);
-- RFC 9449: thumbprint of the key that the code, later its tokens, are bound to
alter table authorization_grant add column dpop_jkt char(43);
