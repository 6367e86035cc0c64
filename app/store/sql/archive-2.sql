-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was last read of a contract beside its ledger: tariffs, services, changes, ways to pay, conversations,
-- notices. The JSON text is the answer itself; its ETag stands in validators.
create table readings (
  account integer not null references accounts (pk) on delete cascade,
  resource text not null,
  body text not null,
  read_at integer not null,
  primary key (account, resource)
) strict, without rowid;

-- Payments, kept for ever; body is the record as last read.
create table payments (
  account integer not null references accounts (pk) on delete cascade,
  id text not null,
  key text, -- ours, if this program made it
  created_at integer not null,
  final integer not null, -- its state will not change any more
  body text not null,
  primary key (account, id)
) strict, without rowid;

create index payments_by_time on payments (account, created_at);

-- Messages, kept for ever.
create table messages (
  account integer not null references accounts (pk) on delete cascade,
  thread text not null,
  id text not null,
  key text, -- ours, if this program sent it
  at integer not null,
  body text not null,
  primary key (account, thread, id)
) strict, without rowid;

create index messages_by_time on messages (account, at, id);
