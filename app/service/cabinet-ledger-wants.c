/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-ledger-wants.h"

/* So much is kept to know a doubtful list again. */
#define DOUBT_LENGTH 40

void
cabinet_ledger_wants_init (CabinetLedgerWants *self)
{
  g_queue_init (&self->months);
  self->known = self->lost = 0;
}

void
cabinet_ledger_wants_clear (CabinetLedgerWants *self)
{
  g_queue_clear_full (&self->months, g_object_unref);
}

static gboolean
same_sums (CabinetOperationMonth *a, CabinetOperationMonth *b)
{
  return a->count == b->count && a->charged.micros == b->charged.micros
         && a->credited.micros == b->credited.micros;
}

/* Months of the archive by their first day. */
static GHashTable *
load_archived (CabinetArchive *archive, const char *account, GError **error)
{
  g_autoptr (GPtrArray) months = cabinet_archive_load_months (archive, account, error);
  GHashTable *table;

  if (months == NULL)
    return NULL;
  table = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  for (guint i = 0; i < months->len; i++)
    {
      CabinetOperationMonth *month = g_ptr_array_index (months, i);

      g_hash_table_insert (table, GUINT_TO_POINTER (month->month), g_object_ref (month));
    }
  return table;
}

/* Months that the archive has within the server's coverage and the server has not: they must come out empty.
 * What is older than the coverage was truncated there, and stays here. */
static void
want_vanished (CabinetLedgerWants *self, CabinetOperationMonths *months, GHashTable *archived)
{
  guint n = cabinet_list_length (months->months);
  CabinetOperationMonth *oldest = n > 0 ? cabinet_list_get (months->months, n - 1) : NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, archived);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CabinetOperationMonth *month = value;
      CabinetOperationMonth *empty;

      if (oldest == NULL || month->month < oldest->month || month->count == 0)
        continue;
      self->known += month->count;
      self->lost += month->count;
      empty = g_object_new (CABINET_TYPE_OPERATION_MONTH, NULL);
      empty->month = month->month;
      empty->charged = cabinet_money (0, month->charged.currency);
      empty->credited = cabinet_money (0, month->credited.currency);
      g_queue_push_tail (&self->months, empty);
    }
}

/**
 * cabinet_ledger_wants_find:
 * @self: what was found before is forgotten
 * @archive: the archive
 * @account: the id of the account in it
 * @months: the server's word
 * @everything: an equal revision proves nothing (a new epoch)
 * @sums_only: other revisions are known to be of no matter
 */
gboolean
cabinet_ledger_wants_find (CabinetLedgerWants *self,
                           CabinetArchive *archive,
                           const char *account,
                           CabinetOperationMonths *months,
                           gboolean everything,
                           gboolean sums_only,
                           GError **error)
{
  g_autoptr (GHashTable) archived = load_archived (archive, account, error);
  guint n = cabinet_list_length (months->months);

  if (archived == NULL)
    return FALSE;
  cabinet_ledger_wants_clear (self);
  self->known = self->lost = 0;
  for (guint i = 0; i < n; i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (months->months, i);
      CabinetOperationMonth *have = g_hash_table_lookup (archived, GUINT_TO_POINTER (month->month));

      self->known += have != NULL ? have->count : 0;
      self->lost += have != NULL ? MAX (have->count - month->count, 0) : 0;
      if (everything || have == NULL || !same_sums (have, month)
          || (!sums_only && have->revision != month->revision))
        g_queue_push_tail (&self->months, g_object_ref (month));
      g_hash_table_remove (archived, GUINT_TO_POINTER (month->month));
    }
  want_vanished (self, months, archived);
  return TRUE;
}

/**
 * cabinet_ledger_dup_doubt:
 *
 * Returns: (transfer full): a mark by which a list of months is known again, by what they add up to: the rest
 *   moves. It stands in the place of an epoch, and is none
 */
char *
cabinet_ledger_dup_doubt (CabinetOperationMonths *months)
{
  g_autoptr (GString) sums = g_string_new (NULL);
  g_autofree char *checksum = NULL;

  for (guint i = 0; i < cabinet_list_length (months->months); i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (months->months, i);

      g_string_append_printf (sums, "%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                              month->month, month->count, month->charged.micros, month->credited.micros);
    }
  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sums->str, -1);
  return g_strdup_printf ("?%.*s", DOUBT_LENGTH, checksum);
}
