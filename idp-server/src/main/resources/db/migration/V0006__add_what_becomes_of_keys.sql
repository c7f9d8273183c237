-- What becomes of a key after its binding. New columns are nullable: the previous release neither reads nor writes them. A
-- row of subject_key is a live binding, for the previous release as well: an ended one is deleted.

-- what its owner calls the key
alter table subject_key add column label varchar(60);
-- the certificate's number before its renewal or replacement (domain.md 5.7), and when that was
alter table subject_key add column renewed_from varchar(64);
alter table subject_key add column renewed_at bigint;

-- Certificates that were bound and are not any more: they bind nothing again by themselves. Kept until they expire.
create table ended_key (
    issuer_key_id char(64)    not null,
    serial        varchar(64) not null,
    subject_id    char(26)    not null,
    reason        varchar(20) not null,
    ended_at      bigint      not null,
    expires_at    bigint      not null,
    primary key (issuer_key_id, serial)
) ${table_options};
create index ended_key_expiry on ended_key (expires_at);

-- What a subject's keys are told at their next sign-in, each for itself, until it is dismissed.
create table key_notice (
    id            char(26)     not null primary key,
    subject_id    char(26)     not null,
    -- the key that is told
    key_id        char(26)     not null,
    kind          varchar(20)  not null,
    ca_id         varchar(32)  not null,
    -- of the key that it is about
    key_number    varchar(64)  not null,
    -- what there was before: a number, a name
    former        varchar(200),
    present       varchar(200),
    created_at    bigint       not null,
    dismissed_at  bigint,
    expires_at    bigint       not null
) ${table_options};
create index key_notice_key on key_notice (key_id);
create index key_notice_expiry on key_notice (expires_at);

-- A certificate that would be a renewal but for its other name, waiting for its holder to confirm the change in the browser
-- that brought it (domain.md 5.7). Never an identity number.
create table pending_rename (
    browser_hash     binary(32)   not null primary key,
    key_id           char(26)     not null,
    -- of the certificate that is bound now
    former_hash      binary(32)   not null,
    issuer_key_id    char(64)     not null,
    serial           varchar(64)  not null,
    certificate_hash binary(32)   not null,
    spki_hash        binary(32)   not null,
    holder_id        varchar(128),
    name             varchar(200) not null,
    normalised_name  varchar(200) not null,
    not_before       bigint       not null,
    not_after        bigint       not null,
    replaces         boolean      not null,
    expires_at       bigint       not null
) ${table_options};
create index pending_rename_expiry on pending_rename (expires_at);
