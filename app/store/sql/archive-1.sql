-- SPDX-License-Identifier: GPL-3.0-or-later
-- Dates are ISO text, instants microseconds since 1970 (UTC), sums millionths of the currency of the
-- contract, which stands in accounts.currency; records that are only shown are JSON text.

create table sign_ins (
  id text primary key not null,
  connector text not null,
  base_url text not null,
  provider text not null,
  kind text not null,
  category text,
  login text not null,
  remember integer not null,
  info text
) strict, without rowid;

create table accounts (
  pk integer primary key,
  id text not null unique,
  sign_in text not null references sign_ins (id),
  label text,
  hidden integer not null default 0,
  position integer not null,
  currency text not null,
  contract text not null,
  overview text,
  capabilities text,
  read_at integer,
  clock_skew integer
) strict;

create index accounts_by_sign_in on accounts (sign_in);

-- ETags: owner is an account or a sign-in. Each changes in the transaction that writes what it describes.
create table validators (
  owner text not null,
  resource text not null,
  etag text not null,
  primary key (owner, resource)
) strict, without rowid;

create table ledgers (
  account integer primary key references accounts (pk) on delete cascade,
  epoch text not null,
  seq integer not null
) strict;

create table operations (
  pk integer primary key,
  account integer not null references accounts (pk) on delete cascade,
  id text not null,
  revision integer not null,
  withdrawn integer not null,
  date text not null,
  at integer not null,
  kind text not null,
  amount integer not null,
  balance_after integer,
  title text not null,
  service text,
  method text,
  number text,
  note text,
  search text not null, -- what text is looked for in, folded
  unique (account, id)
) strict;

-- The order of the ledger, with what the sums by side and kind need.
create index operations_by_date on operations (account, date, at, id, kind, amount) where withdrawn = 0;

-- What each month's operations add up to, kept by the triggers below; revision is the server's, of when the
-- month was last known to be the same there.
create table months (
  account integer not null references accounts (pk) on delete cascade,
  month text not null, -- its first day
  count integer not null default 0,
  charged integer not null default 0,
  credited integer not null default 0,
  revision integer,
  primary key (account, month)
) strict, without rowid;

create trigger operations_added after insert on operations when new.withdrawn = 0
begin
  insert into months (account, month, count, charged, credited)
  values (new.account, substr (new.date, 1, 8) || '01', 1, min (new.amount, 0), max (new.amount, 0))
  on conflict (account, month) do update set
    count = count + 1,
    charged = charged + excluded.charged,
    credited = credited + excluded.credited;
end;

create trigger operations_removed after delete on operations when old.withdrawn = 0
begin
  update months set
    count = count - 1,
    charged = charged - min (old.amount, 0),
    credited = credited - max (old.amount, 0)
  where account = old.account and month = substr (old.date, 1, 8) || '01';
end;

create trigger operations_changed after update of withdrawn, date, amount on operations
begin
  update months set
    count = count - 1,
    charged = charged - min (old.amount, 0),
    credited = credited - max (old.amount, 0)
  where old.withdrawn = 0 and account = old.account and month = substr (old.date, 1, 8) || '01';
  insert into months (account, month, count, charged, credited)
  select new.account, substr (new.date, 1, 8) || '01', 1, min (new.amount, 0), max (new.amount, 0)
  where new.withdrawn = 0
  on conflict (account, month) do update set
    count = count + 1,
    charged = charged + excluded.charged,
    credited = credited + excluded.credited;
end;
