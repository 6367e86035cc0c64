-- SPDX-License-Identifier: GPL-3.0-or-later
-- Operations are kept in the order of the ledger, which their key tells (cabinet-place.h): a period is a range
-- of keys, and what full-text search finds comes newest first without being sorted.
create table operations_placed (
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
  digest integer not null, -- cabinet_digest of all before but pk and withdrawn
  unique (account, id)
) strict;

-- The place of an operation is its second, or the next place that is free.
insert into operations_placed
select (account << 49) + (day << 27) + n
         + max (second * 512 - n) over (partition by account, day order by at, id rows unbounded preceding),
       account, id, revision, withdrawn, date, at, kind, amount, balance_after, title, service, method, number,
       note, cabinet_digest (account, id, revision, date, at, kind, amount, balance_after, title, service,
                             method, number, note)
from (select *, row_number () over (partition by account, day order by at, id) as n
      from (select *,
                   cast (julianday (date) - 1721424.5 as integer) as day,
                   max (0, min (262000, at / 1000000 + 50400
                                          - cast (julianday (date) - 2440587.5 as integer) * 86400)) as second
            from operations))
order by 1;

drop table operations;
alter table operations_placed rename to operations;

-- The sum of the digests says whether a month is what it was; one that is not is marked until it is read
-- again.
alter table months add column digest integer not null default 0;
alter table months add column damaged integer not null default 0;
update months set digest = coalesce (
  (select sum (operations.digest) from operations
   where operations.account = months.account and withdrawn = 0 and substr (date, 1, 8) || '01' = month), 0);

create trigger operations_added after insert on operations when new.withdrawn = 0
begin
  insert into months (account, month, count, charged, credited, digest)
  values (new.account, substr (new.date, 1, 8) || '01', 1, min (new.amount, 0), max (new.amount, 0), new.digest)
  on conflict (account, month) do update set
    count = count + 1,
    charged = charged + excluded.charged,
    credited = credited + excluded.credited,
    digest = digest + excluded.digest;
  insert into search_queue (pk) values (new.pk) on conflict (pk) do nothing;
end;

create trigger operations_removed after delete on operations when old.withdrawn = 0
begin
  update months set
    count = count - 1,
    charged = charged - min (old.amount, 0),
    credited = credited - max (old.amount, 0),
    digest = digest - old.digest
  where account = old.account and month = substr (old.date, 1, 8) || '01';
end;

create trigger operations_changed after update of withdrawn, date, amount, digest on operations
begin
  update months set
    count = count - 1,
    charged = charged - min (old.amount, 0),
    credited = credited - max (old.amount, 0),
    digest = digest - old.digest
  where old.withdrawn = 0 and account = old.account and month = substr (old.date, 1, 8) || '01';
  insert into months (account, month, count, charged, credited, digest)
  select new.account, substr (new.date, 1, 8) || '01', 1, min (new.amount, 0), max (new.amount, 0), new.digest
  where new.withdrawn = 0
  on conflict (account, month) do update set
    count = count + 1,
    charged = charged + excluded.charged,
    credited = credited + excluded.credited,
    digest = digest + excluded.digest;
end;

-- What an operation is found by: its words, in which ё is е; its number and its sum, with and without its
-- part, behind a private letter each (cabinet-ledger-words.c), so that digits of one kind are not taken for
-- those of another.
create view operation_words (pk, words) as
select pk,
       replace (replace (title || coalesce (' ' || service, '') || coalesce (' ' || method, '')
                           || coalesce (' ' || note, '') || coalesce (' ' || char (0xe002) || number, ''),
                         'ё', 'е'), 'Ё', 'Е')
         || replace (printf (' *%d *%d%s%06d', abs (amount / 1000000), abs (amount / 1000000), char (0xe003),
                             abs (amount % 1000000)),
                     '*', char (iif (amount < 0, 0xe000, 0xe001)))
from operations where withdrawn = 0;

create virtual table search using fts5 (words, content = 'operation_words', content_rowid = 'pk',
                                        detail = 'none', columnsize = 0);
create virtual table search_terms using fts5vocab (search, 'instance');

-- Operations whose words are not yet in the search, with those under which they still are. It is worked off
-- at the end of each transaction: one after another costs five times as much.
create table search_queue (
  pk integer primary key,
  was text
) strict;

insert into search (search) values ('rebuild');

create trigger operations_leaving before delete on operations when old.withdrawn = 0
begin
  insert into search_queue (pk, was) select pk, words from operation_words where pk = old.pk
  on conflict (pk) do nothing;
end;

create trigger operations_changing before update on operations when old.withdrawn = 0
begin
  insert into search_queue (pk, was) select pk, words from operation_words where pk = old.pk
  on conflict (pk) do nothing;
end;

create trigger operations_renewed after update on operations when new.withdrawn = 0
begin
  insert into search_queue (pk) values (new.pk) on conflict (pk) do nothing;
end;
