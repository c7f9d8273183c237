-- Instants are bigint epoch milliseconds; digests are binary(32); ids are 26 lower-case base32 characters.
-- What is only ever looked up by a secret is keyed by the secret's SHA-256: the table holds nothing that can be replayed.

create table subject (
    id                 char(26)     not null primary key,
    kind               varchar(12)  not null,
    name               varchar(200) not null,
    normalised_name    varchar(200) not null,
    preferred_username varchar(64)  not null,
    -- enterprise: unified social credit code; person: null
    credit_code        varchar(18),
    -- its characters 9 to 17: what an older certificate proves, so no two subjects may have one
    organization_code  char(9),
    -- person: HMAC-SHA-256 of the identity number under TAMGA_IDENTITY_KEY, and its masked form
    identity_hash      binary(32),
    identity_masked    varchar(18),
    legal_representative varchar(100),
    division_code      char(6),
    ca_platform        varchar(64),
    subject_types      varchar(200),
    registered_capital decimal(18, 4),
    phone_number       varchar(20),
    address            varchar(300),
    applicant_name     varchar(100),
    applicant_phone    varchar(20),
    applicant_unit     varchar(200),
    created_at         bigint       not null,
    updated_at         bigint       not null
) ${table_options};
create unique index subject_preferred_username on subject (preferred_username);
create unique index subject_credit_code on subject (credit_code);
create unique index subject_organization_code on subject (organization_code);
create unique index subject_identity_hash on subject (identity_hash);

create table subject_key (
    id               char(26)     not null primary key,
    subject_id       char(26)     not null,
    ca_id            varchar(32)  not null,
    -- hex SHA-256 of the issuing CA's SubjectPublicKeyInfo, with serial what makes a certificate one of its kind
    issuer_key_id    char(64)     not null,
    serial           varchar(64)  not null,
    certificate_hash binary(32)   not null,
    spki_hash        binary(32)   not null,
    holder_kind      varchar(20)  not null,
    holder_code      varchar(18),
    holder_id        varchar(128),
    normalised_name  varchar(200) not null,
    key_number       varchar(64)  not null,
    medium_number    varchar(64)  not null,
    not_before       bigint       not null,
    not_after        bigint       not null,
    role             varchar(10)  not null,
    frozen_at        bigint,
    created_at       bigint       not null
) ${table_options};
create unique index subject_key_certificate on subject_key (issuer_key_id, serial);
create index subject_key_subject on subject_key (subject_id);

create table platform (
    id         varchar(64)   not null primary key,
    -- the platform as conf/platform/<id>.yml describes it, as JSON
    document   varchar(16000) not null,
    created_at bigint        not null,
    updated_at bigint        not null
) ${table_options};

create table platform_secret (
    id          char(26)    not null primary key,
    platform_id varchar(64) not null,
    secret_hash binary(32)  not null,
    created_at  bigint      not null,
    expires_at  bigint
) ${table_options};
create index platform_secret_platform on platform_secret (platform_id);

create table authorization_request (
    id_hash      binary(32)    not null primary key,
    platform_id  varchar(64)   not null,
    -- the resolved parameters, as JSON
    parameters   varchar(12000) not null,
    -- of the browser that brought it; null until a pushed request (PAR) is first presented
    browser_hash binary(32),
    created_at   bigint        not null,
    expires_at   bigint        not null,
    fulfilled_at bigint
) ${table_options};
create index authorization_request_expiry on authorization_request (expires_at);

create table challenge (
    nonce_hash   binary(32)  not null primary key,
    purpose      varchar(10) not null,
    browser_hash binary(32)  not null,
    expires_at   bigint      not null,
    taken_at     bigint
) ${table_options};
create index challenge_expiry on challenge (expires_at);

create table sign_in_session (
    id           char(26)     not null primary key,
    token_hash   binary(32)   not null,
    subject_id   char(26)     not null,
    key_id       char(26)     not null,
    ca_id        varchar(32)  not null,
    amr          varchar(40)  not null,
    acr          varchar(80)  not null,
    -- facts that a platform's admission rule asks for
    holder_kind  varchar(20)  not null,
    region       varchar(64),
    auth_time    bigint       not null,
    last_seen_at bigint       not null,
    expires_at   bigint       not null,
    ended_at     bigint
) ${table_options};
create unique index sign_in_session_token on sign_in_session (token_hash);
create index sign_in_session_subject on sign_in_session (subject_id);
create index sign_in_session_key on sign_in_session (key_id);
create index sign_in_session_expiry on sign_in_session (expires_at);

-- Also where the bidder went in a session: the platforms of its grants are told when it ends.
create table authorization_grant (
    id                    char(26)      not null primary key,
    platform_id           varchar(64)   not null,
    subject_id            char(26)      not null,
    key_id                char(26)      not null,
    session_id            char(26)      not null,
    scope                 varchar(300)  not null,
    -- what the code is bound to
    code_hash             binary(32)    not null,
    code_expires_at       bigint        not null,
    code_redeemed_at      bigint,
    redirect_uri          varchar(1000) not null,
    code_challenge        varchar(43),
    nonce                 varchar(500),
    -- OpenID Connect Core §5.5, as JSON
    claims_request        varchar(4000),
    auth_time             bigint        not null,
    acr                   varchar(80)   not null,
    amr                   varchar(40)   not null,
    -- The refresh family: the first half of each of its tokens never changes, the second half rotates.
    family_hash           binary(32),
    refresh_hash          binary(32),
    previous_refresh_hash binary(32),
    rotated_at            bigint,
    refresh_expires_at    bigint,
    created_at            bigint        not null,
    ended_at              bigint,
    expires_at            bigint        not null
) ${table_options};
create unique index authorization_grant_code on authorization_grant (code_hash);
create unique index authorization_grant_family on authorization_grant (family_hash);
create index authorization_grant_session on authorization_grant (session_id);
create index authorization_grant_subject on authorization_grant (subject_id, platform_id);
create index authorization_grant_expiry on authorization_grant (expires_at);

create table consent (
    subject_id   char(26)     not null,
    platform_id  varchar(64)  not null,
    scope        varchar(300) not null,
    text_version varchar(20)  not null,
    created_at   bigint       not null,
    expires_at   bigint       not null,
    primary key (subject_id, platform_id)
) ${table_options};

create table signing_key (
    id            varchar(43)    not null primary key,
    algorithm     varchar(10)    not null,
    public_jwk    varchar(2000)  not null,
    -- AES-256-GCM under a key derived from TAMGA_MASTER_KEY; the id is the additional data
    private_jwk   varbinary(4000) not null,
    published_at  bigint         not null,
    signs_from    bigint         not null,
    retired_at    bigint
) ${table_options};

create table audit_event (
    id          char(26)     not null primary key,
    occurred_at bigint       not null,
    node        varchar(64)  not null,
    event       varchar(40)  not null,
    code        varchar(40),
    incident    varchar(10),
    subject_id  char(26),
    platform_id varchar(64),
    ca_id       varchar(32),
    key_number  varchar(64),
    address     varchar(45),
    detail      varchar(500)
) ${table_options};
create index audit_event_subject on audit_event (subject_id, occurred_at);
create index audit_event_time on audit_event (occurred_at);
