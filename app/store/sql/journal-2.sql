-- SPDX-License-Identifier: GPL-3.0-or-later
-- Changes on their way to a provider: written before they are sent, under the key that they are sent with.
create table outbox (
  key text primary key not null,
  account text not null,
  kind text not null,       -- CabinetOutboxKind
  subject text,             -- what it is about: a thread, a change
  request text not null,    -- JSON of the request record
  state text not null,      -- CabinetOutboxState
  answer text,              -- JSON of the record last read
  code text,                -- of the refusal or fault
  words text,
  attempts integer not null,
  lease text,               -- which process is sending, NULL = none
  lease_until integer,
  created_at integer not null,
  updated_at integer not null
) strict, without rowid;

create index outbox_by_account on outbox (account, created_at);

-- What was typed and not sent yet.
create table drafts (
  account text not null,
  subject text not null,    -- a thread; '' = a new one
  text text not null,
  attachments text,         -- JSON array of URIs
  updated_at integer not null,
  primary key (account, subject)
) strict, without rowid;
