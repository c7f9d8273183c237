-- How often something was tried within a window of time: failures of a key or a subject, unbinding requests, status look-ups.
create table counted_attempt (
    -- HMAC-SHA-256 of the limit, the window and whom it counts
    attempt_hash binary(32) not null primary key,
    attempts     int        not null,
    expires_at   bigint     not null
) ${table_options};
create index counted_attempt_expiry on counted_attempt (expires_at);
