-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was begun and must be finished, or taken back, even if the program ends half way.
create table intents (
  key text primary key not null,
  kind text not null,
  subject text not null,
  payload text,
  state text not null,
  created_at integer not null,
  updated_at integer not null
) strict, without rowid;

create index intents_by_kind on intents (kind, created_at);
