-- What platforms are still to be told about the end of a session, and what became of it. Never a token: each attempt
-- signs a fresh one.
create table outbox_message (
    id           char(26)     not null primary key,
    platform_id  varchar(64)  not null,
    subject_id   char(26)     not null,
    session_id   char(26)     not null,
    created_at   bigint       not null,
    -- when it may be tried (again); while it is claimed, when the claim ends; null once it is delivered or given up
    due_at       bigint,
    -- the platform's name while the message is claimed: unique, so that a platform is told one thing at a time
    lane         varchar(64),
    -- of the claim; whoever took a claim over has another
    claim_id     char(26),
    attempts     int          not null,
    -- of the last attempt: the answer's HTTP status, or what went wrong
    last_outcome varchar(200),
    last_at      bigint,
    delivered_at bigint,
    expires_at   bigint       not null
) ${table_options};
create unique index outbox_message_lane on outbox_message (lane);
create index outbox_message_due on outbox_message (due_at, platform_id);
create index outbox_message_next on outbox_message (platform_id, due_at);
create index outbox_message_log on outbox_message (platform_id, id);
create index outbox_message_session on outbox_message (session_id);
create index outbox_message_expiry on outbox_message (expires_at);

-- One chain a node: each seal is a keyed digest over the one before it and the node's committed events since.
create table audit_seal (
    node        varchar(64) not null,
    seal_number bigint      not null,
    from_id     char(26)    not null,
    to_id       char(26)    not null,
    event_count int         not null,
    sealed_at   bigint      not null,
    seal        binary(32)  not null,
    primary key (node, seal_number)
) ${table_options};

-- Numbers the keys of an algorithm: whoever inserts a number first has rotated. Null for keys of earlier releases.
alter table signing_key add column generation int;
create unique index signing_key_generation on signing_key (algorithm, generation);

create index consent_expiry on consent (expires_at);
