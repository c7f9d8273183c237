-- No statement asks for events of a time alone: ids are in the order of time, so a range of time is a range of ids. Each
-- commit with an event wrote this index too.
alter table audit_event drop index audit_event_time;
