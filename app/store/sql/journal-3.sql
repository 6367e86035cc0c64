-- SPDX-License-Identifier: GPL-3.0-or-later
-- When a row was begun to be sent; NULL = not yet.
alter table outbox add column sent_at integer;
update outbox set sent_at = updated_at where attempts > 0;

-- What was read here and the provider has not heard of yet: told again, under the same key, until it has.
create table read_marks (
  account text not null,
  kind text not null,        -- CabinetReadMarkKind
  subject text not null,     -- a thread, or a notice
  up_to text,                -- the message up to which a thread was read
  revision integer not null, -- the thread's then: a mark never goes back
  key text not null,
  primary key (account, kind, subject)
) strict, without rowid;
