-- Requests to end a binding whose only key is lost (domain.md §5.8). No identity number: a keyed hash and a masked form.
create table unbinding_request (
    -- sixteen random digits, for people to read out
    request_number  char(16)     not null primary key,
    -- SHA-256 of the form's own token: a form that is sent twice is one request
    form_hash       binary(32)   not null,
    kind            varchar(12)  not null,
    -- filed, approved, refused
    state           varchar(10)  not null,
    subject_name    varchar(200) not null,
    credit_code     varchar(18),
    identity_hash   binary(32),
    identity_masked varchar(18),
    contact_name    varchar(100) not null,
    contact_phone   varchar(20)  not null,
    contact_email   varchar(254) not null,
    reason          varchar(500) not null,
    locale          varchar(8)   not null,
    -- what was bound when it was filed; null: nothing was
    subject_id      char(26),
    key_id          char(26),
    filed_at        bigint       not null,
    decided_at      bigint,
    decided_by      varchar(64),
    decision_reason varchar(500),
    -- null until it is decided: what is undecided is not forgotten
    expires_at      bigint
) ${table_options};
create unique index unbinding_request_form on unbinding_request (form_hash);
create index unbinding_request_open on unbinding_request (state, filed_at);
create index unbinding_request_expiry on unbinding_request (expires_at);

-- The files of a request, by their names in the upload folder. A file that no row names is an orphan and is deleted.
create table unbinding_file (
    file_name      varchar(40) not null primary key,
    request_number char(16)    not null,
    -- licence, letter, identity, identity_back, other
    purpose        varchar(16) not null,
    bytes          bigint      not null,
    sha256         binary(32)  not null,
    -- with its request
    expires_at     bigint
) ${table_options};
create index unbinding_file_request on unbinding_file (request_number);
create index unbinding_file_expiry on unbinding_file (expires_at);

-- Mail that is still to be delivered, and what became of it. Written in the transaction of what it tells.
create table outbox_mail (
    id           char(26)      not null primary key,
    recipient    varchar(254)  not null,
    subject      varchar(200)  not null,
    body         varchar(4000) not null,
    created_at   bigint        not null,
    -- when it may be tried (again); while it is claimed, when the claim ends; null once it is delivered or given up
    due_at       bigint,
    -- of the claim; whoever took a claim over has another
    claim_id     char(26),
    attempts     int           not null,
    last_outcome varchar(200),
    last_at      bigint,
    delivered_at bigint,
    expires_at   bigint        not null
) ${table_options};
create index outbox_mail_due on outbox_mail (due_at);
create index outbox_mail_expiry on outbox_mail (expires_at);
