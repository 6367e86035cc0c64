-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was read here and the provider has not heard of yet: told again, under the same key, until it has.
create table read_marks (
  account text not null,
  kind text not null,       -- CabinetReadMarkKind
  subject text not null,    -- a thread, or a notice
  up_to text,               -- the message up to which a thread was read
  revision integer not null,  -- the thread's then: a mark never goes back
  key text not null,
  primary key (account, kind, subject)
) strict, without rowid;
