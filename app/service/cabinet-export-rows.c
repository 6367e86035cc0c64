/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-export-private.h"

#define WINDOW_ROWS 256

/* The operations of one contract: months' counts in memory, one window of rows. */
typedef struct
{
  const CabinetExportPart *part;
  GArray *months; /* of CabinetLedgerMonth, newest first */
  guint count;    /* how many are wanted */
  guint month;    /* the window's: its index, and the first row of the month */
  guint start;
  guint first;       /* the window's first row */
  GPtrArray *window; /* NULL = none was read yet */
  guint next;        /* of cabinet_export_rows_next() */
} Cursor;

struct _CabinetExportRows
{
  CabinetExport *export;
  CabinetArchive *archive;
  GPtrArray *cursors;
};

static void
cursor_free (gpointer data)
{
  Cursor *cursor = data;

  g_clear_pointer (&cursor->months, g_array_unref);
  g_clear_pointer (&cursor->window, g_ptr_array_unref);
  g_free (cursor);
}

void
cabinet_export_rows_free (CabinetExportRows *self)
{
  g_ptr_array_unref (self->cursors);
  if (self->archive != NULL)
    cabinet_archive_close (self->archive);
  g_clear_object (&self->archive);
  g_object_unref (self->export);
  g_free (self);
}

static gboolean
open_cursor (CabinetExportRows *self, const CabinetExportPart *part, GError **error)
{
  Cursor *cursor = g_new0 (Cursor, 1);

  cursor->part = part;
  g_ptr_array_add (self->cursors, cursor);
  cursor->months = cabinet_archive_query_months (self->archive, part->facts.account, part->filter, error);
  if (cursor->months == NULL)
    return FALSE;
  for (guint i = 0; i < cursor->months->len; i++)
    cursor->count += g_array_index (cursor->months, CabinetLedgerMonth, i).count;
  return TRUE;
}

/* Which of each contract's operations are among the newest that are wanted. */
static gboolean
apply_limit (CabinetExportRows *self, guint limit, GError **error)
{
  guint total = 0, contract;

  for (guint i = 0; i < self->cursors->len; i++)
    total += ((Cursor *) g_ptr_array_index (self->cursors, i))->count;
  if (total <= limit)
    return TRUE;
  for (guint i = 0; i < limit; i++)
    if (cabinet_export_rows_next (self, &contract, error) == NULL)
      return FALSE;
  for (guint i = 0; i < self->cursors->len; i++)
    {
      Cursor *cursor = g_ptr_array_index (self->cursors, i);

      cursor->count = cursor->next;
      cursor->next = 0;
    }
  return TRUE;
}

/**
 * cabinet_export_open:
 * @export: what is wanted
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Opens the archive once more, for the calling thread. All that is read is as of this moment, whatever is
 * written meanwhile.
 *
 * Returns: (transfer full) (nullable): the operations
 */
CabinetExportRows *
cabinet_export_open (CabinetExport *export, GError **error)
{
  g_autoptr (CabinetExportRows) self = NULL;
  g_autoptr (CabinetArchive) archive = NULL;

  g_return_val_if_fail (CABINET_IS_EXPORT (export), NULL);

  if (export->path != NULL)
    {
      archive = cabinet_archive_open (export->path, error);
      if (archive == NULL)
        return NULL;
    }
  self = g_new0 (CabinetExportRows, 1);
  self->export = g_object_ref (export);
  self->archive = g_steal_pointer (&archive);
  self->cursors = g_ptr_array_new_with_free_func (cursor_free);
  if (self->archive != NULL && !cabinet_archive_begin_view (self->archive, error))
    return NULL;
  for (guint i = 0; i < export->parts->len; i++)
    if (!open_cursor (self, g_ptr_array_index (export->parts, i), error))
      return NULL;
  return apply_limit (self, export->limit, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
cabinet_export_rows_verify (CabinetExportRows *self, GError **error)
{
  for (guint i = 0; i < self->cursors->len; i++)
    {
      const CabinetExportPart *part = ((Cursor *) g_ptr_array_index (self->cursors, i))->part;

      if (!cabinet_archive_verify_period (self->archive, part->facts.account, part->filter->from,
                                          part->filter->to, error))
        return FALSE;
    }
  return TRUE;
}

/* The oldest month that is shown of any contract, if only the newest operations are; else none. */
static CabinetDate
find_oldest_shown (CabinetExportRows *self)
{
  CabinetDate oldest = CABINET_DATE_NONE;
  gboolean limited = FALSE;

  for (guint i = 0; i < self->cursors->len; i++)
    {
      Cursor *cursor = g_ptr_array_index (self->cursors, i);
      guint month = 0, end = 0;

      while (month < cursor->months->len && end < cursor->count)
        end += g_array_index (cursor->months, CabinetLedgerMonth, month++).count;
      limited |= month < cursor->months->len || end > cursor->count;
      if (month > 0)
        {
          CabinetDate last = g_array_index (cursor->months, CabinetLedgerMonth, month - 1).month;

          oldest = oldest == CABINET_DATE_NONE ? last : MIN (oldest, last);
        }
    }
  return limited ? oldest : CABINET_DATE_NONE;
}

gboolean
cabinet_export_rows_verify_shown (CabinetExportRows *self, GError **error)
{
  CabinetDate oldest = find_oldest_shown (self);

  for (guint i = 0; i < self->cursors->len; i++)
    {
      const CabinetExportPart *part = ((Cursor *) g_ptr_array_index (self->cursors, i))->part;
      CabinetDate from = oldest != CABINET_DATE_NONE ? MAX (oldest, part->filter->from) : part->filter->from;

      if (part->filter->text == NULL ? !cabinet_archive_verify_period (self->archive, part->facts.account,
                                                                       from, part->filter->to, error)
                                     : !cabinet_archive_tell_damaged (self->archive, part->facts.account,
                                                                      from, part->filter->to, error))
        return FALSE;
    }
  return TRUE;
}

guint
cabinet_export_rows_get_n_contracts (CabinetExportRows *self)
{
  return self->cursors->len;
}

static Cursor *
get_cursor (CabinetExportRows *self, guint contract)
{
  g_assert (contract < self->cursors->len);
  return g_ptr_array_index (self->cursors, contract);
}

const CabinetExportContract *
cabinet_export_rows_get_contract (CabinetExportRows *self, guint contract)
{
  return &get_cursor (self, contract)->part->facts;
}

guint
cabinet_export_rows_get_count (CabinetExportRows *self, guint contract)
{
  return get_cursor (self, contract)->count;
}

static CabinetLedgerMonth *
get_month (Cursor *cursor)
{
  return &g_array_index (cursor->months, CabinetLedgerMonth, cursor->month);
}

/* Puts month and start where @index is. */
static void
find_month (Cursor *cursor, guint index)
{
  while (index < cursor->start)
    {
      cursor->month--;
      cursor->start -= get_month (cursor)->count;
    }
  while (index >= cursor->start + get_month (cursor)->count)
    {
      cursor->start += get_month (cursor)->count;
      cursor->month++;
    }
}

static gboolean
read_window (CabinetExportRows *self, Cursor *cursor, guint index, GError **error)
{
  guint offset;

  find_month (cursor, index);
  offset = (index - cursor->start) / WINDOW_ROWS * WINDOW_ROWS;
  g_clear_pointer (&cursor->window, g_ptr_array_unref);
  cursor->first = cursor->start + offset;
  cursor->window =
    cabinet_archive_query_rows (self->archive, cursor->part->facts.account, cursor->part->filter,
                                get_month (cursor)->month, offset, WINDOW_ROWS, error);
  if (cursor->window == NULL || index < cursor->first + cursor->window->len)
    return cursor->window != NULL;
  cabinet_set_error (error, CABINET_ERROR_STORAGE, "damaged", "%s",
                     _ ("A month of the archive has fewer operations than it should"));
  return FALSE;
}

CabinetOperation *
cabinet_export_rows_get (CabinetExportRows *self, guint contract, guint index, GError **error)
{
  Cursor *cursor = get_cursor (self, contract);

  g_assert (index < cursor->count);
  if ((cursor->window == NULL || index < cursor->first || index >= cursor->first + cursor->window->len)
      && !read_window (self, cursor, index, error))
    return NULL;
  return g_ptr_array_index (cursor->window, index - cursor->first);
}

static gboolean
is_newer (CabinetOperation *a, CabinetOperation *b)
{
  return b == NULL || a->date > b->date || (a->date == b->date && a->at > b->at);
}

CabinetOperation *
cabinet_export_rows_next (CabinetExportRows *self, guint *contract, GError **error)
{
  CabinetOperation *newest = NULL;

  for (guint i = 0; i < self->cursors->len; i++)
    {
      Cursor *cursor = get_cursor (self, i);
      CabinetOperation *operation;

      if (cursor->next >= cursor->count)
        continue;
      operation = cabinet_export_rows_get (self, i, cursor->next, error);
      if (operation == NULL)
        return NULL;
      if (!is_newer (operation, newest))
        continue;
      newest = operation;
      *contract = i;
    }
  if (newest != NULL)
    get_cursor (self, *contract)->next++;
  return newest;
}

static void
group_free (gpointer data)
{
  CabinetExportGroup *group = data;

  g_free (group->name);
  g_free (group);
}

GPtrArray *
cabinet_export_rows_dup_groups (CabinetExportRows *self,
                                guint contract,
                                CabinetExportGrouping grouping,
                                GError **error)
{
  static const CabinetLedgerGrouping groupings[] = { CABINET_LEDGER_BY_MONTH, CABINET_LEDGER_BY_SERVICE };
  Cursor *cursor = get_cursor (self, contract);
  const CabinetExportContract *facts = &cursor->part->facts;
  GPtrArray *groups;
  g_autoptr (GPtrArray) found = cabinet_archive_query_groups (
    self->archive, facts->account, cursor->part->filter, groupings[grouping], cursor->count, error);

  if (found == NULL)
    return NULL;
  groups = g_ptr_array_new_with_free_func (group_free);
  for (guint i = 0; i < found->len; i++)
    {
      CabinetLedgerGroup *sums = g_ptr_array_index (found, i);
      CabinetExportGroup *group = g_new0 (CabinetExportGroup, 1);

      group->name = g_strdup (sums->name);
      group->count = sums->count;
      group->charged = cabinet_money (sums->charged, facts->currency);
      group->credited = cabinet_money (sums->credited, facts->currency);
      g_ptr_array_add (groups, group);
    }
  return groups;
}

const char *
cabinet_export_get_kind_word (CabinetOperation *operation)
{
  const char *word = cabinet_record_get_word (CABINET_RECORD (operation), "kind");

  if (operation->kind == CABINET_OPERATION_KIND_UNKNOWN && word != NULL)
    return word;
  return cabinet_enum_to_nick (CABINET_TYPE_OPERATION_KIND, operation->kind);
}
