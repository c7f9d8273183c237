-- What operators tell bidders for a time: everywhere, or those with keys of one CA, or those on the way to one platform. A
-- dozen rows live at once; each node holds those that have not ended.
create table notice (
    -- the number by which operators call it
    id           bigint        not null auto_increment primary key,
    notice_level varchar(12)   not null,
    text_zh      varchar(1000) not null,
    text_en      varchar(1000) not null,
    -- at most one of the two
    ca_id        varchar(32),
    platform_id  varchar(64),
    starts_at    bigint        not null,
    ends_at      bigint        not null,
    created_at   bigint        not null
) ${table_options};
create index notice_end on notice (ends_at);

-- A subject downloads what is kept of it, its requests among it.
create index unbinding_request_subject on unbinding_request (subject_id);
