/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-found-rows-private.h"
#include "cabinet-place.h"

/* Keys that are read together: of months beside each other, or of some days of one that has more. */
#define KEYS_AT_ONCE 512
/* A place without the contract that it is of. */
#define WHEN_MASK ((G_GINT64_CONSTANT (1) << 49) - 1)

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const CabinetFoundKey *one = a, *other = b;
  const gint64 when = one->place & WHEN_MASK, other_when = other->place & WHEN_MASK;

  if (when != other_when)
    return when > other_when ? -1 : 1;
  return one->place < other->place ? -1 : one->place > other->place;
}

/* (transfer full) (element-type CabinetAccount): the contracts that have any of @batch */
static GPtrArray *
list_accounts (CabinetFoundRows *self, const CabinetFoundBatch *batch)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *accounts = g_ptr_array_new ();

  for (guint i = batch->first; i <= batch->last; i++)
    for (guint j = 0; j < cabinet_found_rows_get_section (self, i)->shares->len; j++)
      {
        CabinetAccount *account =
          g_array_index (cabinet_found_rows_get_section (self, i)->shares, CabinetFoundShare, j).account;

        if (g_hash_table_add (seen, account))
          g_ptr_array_add (accounts, account);
      }
  return accounts;
}

static void
add_key (GArray *keys, CabinetAccount *account, gint64 place)
{
  CabinetFoundKey key = { account, place };

  g_array_append_val (keys, key);
}

static gboolean
has_share (const CabinetFoundSection *section, CabinetAccount *account)
{
  for (guint i = 0; i < section->shares->len; i++)
    if (g_array_index (section->shares, CabinetFoundShare, i).account == account)
      return TRUE;
  return FALSE;
}

static void
take_keys (CabinetFoundRows *self, const CabinetFoundBatch *batch, GArray *keys)
{
  guint index = batch->first;

  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    {
      CabinetFoundKey key = g_array_index (keys, CabinetFoundKey, i);
      CabinetDate day = cabinet_place_get_day (key.place);
      CabinetFoundSection *section;

      while (index < batch->last && day < cabinet_found_rows_get_section (self, index)->month)
        index++;
      section = cabinet_found_rows_get_section (self, index);
      /* What had none in that month when they were counted is not shown yet. */
      if (cabinet_date_month_start (day) == section->month && has_share (section, key.account))
        g_array_append_val (section->keys, key);
    }
}

/* One question to each contract that has any. */
static void
read_batch (CabinetFoundRows *self, const CabinetFoundBatch *batch)
{
  const CabinetLedgerFilter filter = { .from = batch->from, .to = batch->to, .text = self->text };
  g_autoptr (GPtrArray) accounts = list_accounts (self, batch);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CabinetFoundKey));

  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetAccount *account = g_ptr_array_index (accounts, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) lines = cabinet_archive_query_lines (self->archive, account->id, &filter, &error);

      if (lines == NULL)
        g_warning ("what was found could not be read: %s", error->message);
      for (guint j = 0; lines != NULL && j < lines->len; j++)
        add_key (keys, account, g_array_index (lines, CabinetLedgerLine, j).place);
    }
  take_keys (self, batch, keys);
}

/* The last day that has any, most probably. */
static CabinetDate
guess_newest (const CabinetFoundSection *section)
{
  CabinetDate today = section->month;

  for (guint i = 0; i < section->shares->len; i++)
    today =
      MAX (today, cabinet_account_get_today (g_array_index (section->shares, CabinetFoundShare, i).account));
  return MIN (section->unread, today);
}

/* Some days more of a month that has many. */
static CabinetFoundBatch
begin_days (CabinetFoundRows *self, guint index)
{
  CabinetFoundSection *section = cabinet_found_rows_get_section (self, index);
  CabinetDate to = section->unread;
  CabinetDate newest = guess_newest (section);
  CabinetDate days = MAX (1, (newest + 1 - section->month) * KEYS_AT_ONCE / section->count);
  CabinetDate from = MAX (section->month, newest + 1 - days);

  section->unread = from > section->month ? from - 1 : CABINET_DATE_NONE;
  return (CabinetFoundBatch){ index, index, from, to };
}

/* Whether a month has few, none of which was read. */
static gboolean
may_join (CabinetFoundRows *self, guint index, guint so_far)
{
  CabinetFoundSection *section = cabinet_found_rows_get_section (self, index);

  return section->unread == cabinet_date_month_end (section->month)
         && section->count + so_far <= KEYS_AT_ONCE;
}

/* A month that has few, and those beside it. */
static CabinetFoundBatch
begin_months (CabinetFoundRows *self, guint index)
{
  guint first = index, last = index, total = cabinet_found_rows_get_section (self, index)->count;

  while (last + 1 < self->sections->len && may_join (self, last + 1, total))
    total += cabinet_found_rows_get_section (self, ++last)->count;
  while (first > 0 && may_join (self, first - 1, total))
    total += cabinet_found_rows_get_section (self, --first)->count;
  for (guint i = first; i <= last; i++)
    cabinet_found_rows_get_section (self, i)->unread = CABINET_DATE_NONE;
  return (CabinetFoundBatch){ first, last, cabinet_found_rows_get_section (self, last)->month,
                              cabinet_date_month_end (cabinet_found_rows_get_section (self, first)->month) };
}

/* What is to be read next of the section @index, and is not begun twice. */
static CabinetFoundBatch
begin_batch (CabinetFoundRows *self, guint index)
{
  return may_join (self, index, 0) ? begin_months (self, index) : begin_days (self, index);
}

/* Whether @part has more than the newest ones that it told. */
static gboolean
has_more (const CabinetFoundPart *part)
{
  guint n = 0;

  for (guint i = 0; i < part->months->len; i++)
    n += g_array_index (part->months, CabinetLedgerMonth, i).count;
  /* Damaged months may count what is not there. */
  return part->newest->len > 0 && n > part->newest->len;
}

/* The last day of which more may be found than was told; none = there is none. */
static CabinetDate
find_unread (CabinetFoundRows *self)
{
  CabinetDate unread = CABINET_DATE_NONE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const CabinetFoundPart *part = g_ptr_array_index (self->parts, i);

      if (part->newest != NULL && has_more (part))
        unread =
          MAX (unread, cabinet_place_get_day (g_array_index (part->newest, gint64, part->newest->len - 1)));
    }
  return unread;
}

/* Notes that all days after @unread are read. Returns the sections in which they lie. */
static CabinetFoundBatch
begin_newest (CabinetFoundRows *self, CabinetDate unread)
{
  CabinetFoundBatch batch = { 0 };

  for (guint i = 0; i < self->sections->len; i++)
    {
      CabinetFoundSection *section = cabinet_found_rows_get_section (self, i);

      if (section->unread <= unread)
        break;
      section->unread = section->month <= unread ? unread : CABINET_DATE_NONE;
      batch.last = i;
    }
  return batch;
}

void
cabinet_found_rows_take_newest (CabinetFoundRows *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CabinetFoundKey));
  const CabinetDate unread = find_unread (self);
  const CabinetFoundBatch batch = begin_newest (self, unread);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const CabinetFoundPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; part->newest != NULL && j < part->newest->len; j++)
        if (cabinet_place_get_day (g_array_index (part->newest, gint64, j)) > unread)
          add_key (keys, part->account, g_array_index (part->newest, gint64, j));
    }
  take_keys (self, &batch, keys);
}

const CabinetFoundKey *
cabinet_found_rows_get_key (CabinetFoundRows *self, guint index, guint offset)
{
  CabinetFoundSection *section = cabinet_found_rows_get_section (self, index);

  while (offset >= section->keys->len && section->unread != CABINET_DATE_NONE)
    {
      const CabinetFoundBatch batch = begin_batch (self, index);

      read_batch (self, &batch);
    }
  return offset < section->keys->len ? &g_array_index (section->keys, CabinetFoundKey, offset) : NULL;
}
