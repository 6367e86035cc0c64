/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-found-rows-private.h"
#include "cabinet-place.h"

/* Keys that are read together: of months beside each other, or of some days of one that has more. */
#define KEYS_AT_ONCE 512
/* What a list view shows at once, and some more. */
#define FIRST_KEYS 256
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
add_keys (GArray *keys, CabinetAccount *account, GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      CabinetFoundKey key = { account, g_array_index (lines, CabinetLedgerLine, i).place };

      g_array_append_val (keys, key);
    }
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

      while (index < batch->last && day < cabinet_found_rows_get_section (self, index)->month)
        index++;
      /* One of a month that had none when they were counted is not shown yet. */
      if (cabinet_date_month_start (day) == cabinet_found_rows_get_section (self, index)->month)
        g_array_append_val (cabinet_found_rows_get_section (self, index)->keys, key);
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

      if (lines != NULL)
        add_keys (keys, account, lines);
      else
        g_warning ("what was found could not be read: %s", error->message);
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

static gboolean
may_join (CabinetFoundRows *self, guint index, guint so_far)
{
  CabinetFoundSection *section = cabinet_found_rows_get_section (self, index);

  return section->unread != CABINET_DATE_NONE && section->count + so_far <= KEYS_AT_ONCE;
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
  return cabinet_found_rows_get_section (self, index)->count > KEYS_AT_ONCE ? begin_days (self, index)
                                                                            : begin_months (self, index);
}

/**
 * cabinet_found_rows_begin_first:
 * @from: (out): the first day of what is seen first
 * @to: (out): its last day
 *
 * Somebody else reads the keys of what is seen first, and gives them to [func@found_rows_end_first].
 *
 * Returns: (transfer full) (element-type CabinetAccount): whose; empty if enough of them were read
 */
GPtrArray *
cabinet_found_rows_begin_first (CabinetFoundRows *self, CabinetDate *from, CabinetDate *to)
{
  const CabinetFoundSection *newest =
    self->n_operations > 0 ? cabinet_found_rows_get_section (self, 0) : NULL;

  if (newest == NULL || newest->unread == CABINET_DATE_NONE || newest->keys->len >= FIRST_KEYS)
    return g_ptr_array_new ();
  self->first = begin_batch (self, 0);
  *from = self->first.from;
  *to = self->first.to;
  return list_accounts (self, &self->first);
}

/* @lines: of CabinetLedgerLine: what @account has there */
void
cabinet_found_rows_add_first (CabinetFoundRows *self, CabinetAccount *account, GArray *lines)
{
  add_keys (self->first_keys, account, lines);
}

void
cabinet_found_rows_end_first (CabinetFoundRows *self)
{
  take_keys (self, &self->first, self->first_keys);
  g_array_set_size (self->first_keys, 0);
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
