-- A challenge is no row any more: its nonce says by itself what it was issued for, and is spent in spent_jti.
drop table challenge;
