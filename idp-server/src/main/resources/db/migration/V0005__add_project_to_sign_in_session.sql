-- The issuing project of the key that signed in, a fact that a platform's admission rule asks for. Null where its CA's rules
-- say none, and in sessions that the previous release writes: a platform that admits by project does not admit those.
alter table sign_in_session add column project varchar(64);
