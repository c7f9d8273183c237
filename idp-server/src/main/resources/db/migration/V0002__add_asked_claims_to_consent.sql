-- Claims that were asked for one by one and agreed to (OpenID Connect Core §5.5), each by its name, between spaces. An
-- earlier release neither reads nor writes them: it asks again where it needs to, and never releases one.
alter table consent add column claims varchar(600) default '' not null;
