/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-found-rows-private.h"

#include "cabinet-account-private.h"
#include "cabinet-statement-private.h"
#include "cabinet-totals.h"

/* Operations that are read together; a list view keeps some 205 rows. */
#define WINDOW_ROWS 200
#define MAX_WINDOWS 6
/* Operations @first and the next ones. */
typedef struct
{
  guint first;
  GPtrArray *rows;
} Window;

CabinetFoundPart *
cabinet_found_part_new (CabinetAccount *account, GArray *months)
{
  CabinetFoundPart *self = g_new0 (CabinetFoundPart, 1);

  self->account = g_object_ref (account);
  self->months = months != NULL ? g_array_ref (months) : NULL;
  return self;
}

void
cabinet_found_part_free (CabinetFoundPart *self)
{
  g_object_unref (self->account);
  g_clear_pointer (&self->months, g_array_unref);
  g_clear_pointer (&self->newest, g_array_unref);
  g_free (self);
}

static void
section_clear (gpointer data)
{
  CabinetFoundSection *section = data;

  g_clear_pointer (&section->shares, g_array_unref);
  g_clear_pointer (&section->keys, g_array_unref);
  g_clear_object (&section->head);
}

static void
window_free (Window *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

CabinetFoundSection *
cabinet_found_rows_get_section (CabinetFoundRows *self, guint index)
{
  return &g_array_index (self->sections, CabinetFoundSection, index);
}

/* Making */

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const CabinetFoundShare *one = a, *other = b;

  return one->sums.month > other->sums.month ? -1 : one->sums.month < other->sums.month;
}

/* (transfer full): of all contracts, the newest month first; in it they stand as they do in the household */
static GArray *
list_shares (CabinetFoundRows *self)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (CabinetFoundShare));

  for (guint i = 0; i < self->parts->len; i++)
    {
      CabinetFoundPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; part->months != NULL && j < part->months->len; j++)
        {
          CabinetFoundShare share = { part->account, g_array_index (part->months, CabinetLedgerMonth, j),
                                      part->counted };

          g_array_append_val (shares, share);
        }
    }
  g_array_sort (shares, compare_shares); /* equal ones keep their order */
  return shares;
}

static void
make_sections (CabinetFoundRows *self)
{
  g_autoptr (GArray) shares = list_shares (self);
  CabinetFoundSection *last = NULL;

  for (guint i = 0; i < shares->len; i++)
    {
      CabinetFoundShare *share = &g_array_index (shares, CabinetFoundShare, i);

      if (last == NULL || last->month != share->sums.month)
        {
          CabinetFoundSection section = {
            .month = share->sums.month,
            .shares = g_array_new (FALSE, FALSE, sizeof (CabinetFoundShare)),
            .first = self->n_operations,
            .keys = g_array_new (FALSE, FALSE, sizeof (CabinetFoundKey)),
            .unread = cabinet_date_month_end (share->sums.month),
          };

          g_array_append_val (self->sections, section);
          last = cabinet_found_rows_get_section (self, self->sections->len - 1);
        }
      g_array_append_val (last->shares, *share);
      last->count += share->sums.count;
      self->n_operations += share->sums.count;
    }
}

/* Whether the same operations are in them. */
static gboolean
same_section (const CabinetFoundSection *a, const CabinetFoundSection *b)
{
  if (a->month != b->month || a->shares->len != b->shares->len)
    return FALSE;
  for (guint i = 0; i < a->shares->len; i++)
    {
      const CabinetFoundShare *one = &g_array_index (a->shares, CabinetFoundShare, i),
                              *other = &g_array_index (b->shares, CabinetFoundShare, i);

      if (one->account != other->account || one->sums.count != other->sums.count
          || one->sums.digest != other->sums.digest)
        return FALSE;
    }
  return TRUE;
}

/* Whether as much is known of what they come to. */
static gboolean
same_head (const CabinetFoundSection *a, const CabinetFoundSection *b)
{
  for (guint i = 0; i < a->shares->len; i++)
    if (g_array_index (a->shares, CabinetFoundShare, i).counted
        != g_array_index (b->shares, CabinetFoundShare, i).counted)
      return FALSE;
  return TRUE;
}

/* (nullable): the section of @self with the operations of @section. @index: (inout): where to begin; both
 * lists go from new to old */
static CabinetFoundSection *
find_same (CabinetFoundRows *self, const CabinetFoundSection *section, guint *index)
{
  while (*index < self->sections->len
         && cabinet_found_rows_get_section (self, *index)->month > section->month)
    ++*index;
  return *index < self->sections->len && same_section (cabinet_found_rows_get_section (self, *index), section)
           ? cabinet_found_rows_get_section (self, *index)
           : NULL;
}

/* What is known of months that are still the same. */
static void
take_over (CabinetFoundRows *self, CabinetFoundRows *old)
{
  for (guint i = 0, j = 0; i < self->sections->len; i++)
    {
      CabinetFoundSection *section = cabinet_found_rows_get_section (self, i);
      CabinetFoundSection *same = find_same (old, section, &j);

      if (same == NULL)
        continue;
      g_array_unref (section->keys);
      section->keys = g_array_ref (same->keys);
      section->unread = same->unread;
      if (same_head (same, section))
        section->head = g_steal_pointer (&same->head);
    }
}

/**
 * cabinet_found_rows_new:
 * @text: what was searched for
 * @parts: (element-type CabinetFoundPart): where, and what was found; in the order of the household
 * @old: (nullable): rows of the same text, which gives what did not change, and is only to be compared and
 *   freed after that
 *
 * Returns: (transfer full): the rows
 */
CabinetFoundRows *
cabinet_found_rows_new (CabinetArchive *archive, const char *text, GPtrArray *parts, CabinetFoundRows *old)
{
  CabinetFoundRows *self = g_new0 (CabinetFoundRows, 1);

  self->archive = g_object_ref (archive);
  self->text = g_strdup (text);
  self->parts = g_ptr_array_ref (parts);
  self->sections = g_array_new (FALSE, FALSE, sizeof (CabinetFoundSection));
  g_array_set_clear_func (self->sections, section_clear);
  g_queue_init (&self->windows);
  make_sections (self);
  if (old != NULL)
    take_over (self, old);
  else
    cabinet_found_rows_take_newest (self);
  return self;
}

void
cabinet_found_rows_free (CabinetFoundRows *self)
{
  g_queue_clear_full (&self->windows, (GDestroyNotify) window_free);
  g_array_unref (self->sections);
  g_ptr_array_unref (self->parts);
  g_free (self->text);
  g_object_unref (self->archive);
  g_free (self);
}

guint
cabinet_found_rows_get_n_rows (CabinetFoundRows *self)
{
  return self->n_operations + self->sections->len;
}

guint
cabinet_found_rows_get_n_operations (CabinetFoundRows *self)
{
  return self->n_operations;
}

/* Rows */

/* The section where operation @operation is. */
static guint
find_section (CabinetFoundRows *self, guint operation)
{
  guint low = 0, high = self->sections->len - 1;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (cabinet_found_rows_get_section (self, middle)->first <= operation)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

/* Fills in the operations of @account that stand in a window. */
static void
read_operations (
  CabinetFoundRows *self, CabinetAccount *account, const CabinetFoundKey *keys, guint n, GPtrArray *rows)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (CabinetLedgerLine));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    if (keys[i].account == account)
      {
        CabinetLedgerLine line = { .place = keys[i].place };

        g_array_append_val (lines, line);
        g_array_append_val (places, i);
      }
  operations = cabinet_archive_query_places (self->archive, account->id, (CabinetLedgerLine *) lines->data,
                                             lines->len, &error);
  if (operations == NULL)
    g_warning ("what was found could not be read: %s", error->message);
  for (guint i = 0; operations != NULL && i < operations->len; i++)
    if (g_ptr_array_index (operations, i) != NULL)
      g_ptr_array_index (rows, g_array_index (places, guint, i)) =
        cabinet_statement_row_new_operation (g_object_ref (g_ptr_array_index (operations, i)), account);
}

/* What is gone since the months were counted is an empty row until the search that is on its way. */
static void
fill_gaps (CabinetFoundRows *self, Window *window)
{
  for (guint i = 0; i < window->rows->len; i++)
    if (g_ptr_array_index (window->rows, i) == NULL)
      {
        CabinetFoundSection *section =
          cabinet_found_rows_get_section (self, find_section (self, window->first + i));
        CabinetAccount *account = g_array_index (section->shares, CabinetFoundShare, 0).account;
        CabinetOperation *blank =
          cabinet_statement_blank_operation (section->month, account->contract->currency);

        g_ptr_array_index (window->rows, i) = cabinet_statement_row_new_operation (blank, account);
      }
}

static void
read_window (CabinetFoundRows *self, Window *window)
{
  g_autoptr (GHashTable) read = g_hash_table_new (NULL, NULL);
  CabinetFoundKey keys[WINDOW_ROWS] = { 0 };
  const guint n = window->rows->len;

  for (guint i = 0, index = find_section (self, window->first); i < n; i++)
    {
      const CabinetFoundKey *key;

      while (window->first + i >= cabinet_found_rows_get_section (self, index)->first
                                    + cabinet_found_rows_get_section (self, index)->count)
        index++;
      key = cabinet_found_rows_get_key (
        self, index, window->first + i - cabinet_found_rows_get_section (self, index)->first);
      if (key != NULL)
        keys[i] = *key;
    }
  for (guint i = 0; i < n; i++)
    if (keys[i].account != NULL && g_hash_table_add (read, keys[i].account))
      read_operations (self, keys[i].account, keys, n, window->rows);
  fill_gaps (self, window);
}

static CabinetStatementRow *
dup_operation_row (CabinetFoundRows *self, guint operation)
{
  const guint first = operation - operation % WINDOW_ROWS;
  Window *window;

  for (GList *link = self->windows.head; link != NULL; link = link->next)
    {
      window = link->data;
      if (window->first != first)
        continue;
      g_queue_unlink (&self->windows, link);
      g_queue_push_head_link (&self->windows, link);
      return g_object_ref (g_ptr_array_index (window->rows, operation - first));
    }
  window = g_new0 (Window, 1);
  window->first = first;
  window->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_size (window->rows, (int) MIN (WINDOW_ROWS, self->n_operations - first));
  read_window (self, window);
  g_queue_push_head (&self->windows, window);
  if (self->windows.length > MAX_WINDOWS)
    window_free (g_queue_pop_tail (&self->windows));
  return g_object_ref (g_ptr_array_index (window->rows, operation - first));
}

gboolean
cabinet_found_add_month (CabinetAccount *account,
                         const CabinetLedgerMonth *month,
                         GArray *charged,
                         GArray *credited)
{
  const CabinetMoney out = cabinet_money (month->charged, account->contract->currency);
  const CabinetMoney in = cabinet_money (month->credited, account->contract->currency);

  return cabinet_totals_add (charged, &out, NULL) && cabinet_totals_add (credited, &in, NULL);
}

static CabinetStatementRow *
dup_head (CabinetFoundSection *section)
{
  CabinetStatementRow *row;

  if (section->head != NULL)
    return g_object_ref (section->head);
  row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);
  row->kind = CABINET_STATEMENT_ROW_MONTH;
  row->month = section->month;
  row->count = section->count;
  row->charged_in = cabinet_totals_new ();
  row->credited_in = cabinet_totals_new ();
  for (guint i = 0; i < section->shares->len; i++)
    {
      CabinetFoundShare *share = &g_array_index (section->shares, CabinetFoundShare, i);

      if (share->counted
          || !cabinet_found_add_month (share->account, &share->sums, row->charged_in, row->credited_in))
        {
          g_array_set_size (row->charged_in, 0);
          g_array_set_size (row->credited_in, 0);
          break;
        }
    }
  section->head = g_object_ref (row);
  return row;
}

/**
 * cabinet_found_rows_get_row:
 *
 * Returns: (transfer full) (nullable): the row; the same object as long as it is near what was asked for last
 */
CabinetStatementRow *
cabinet_found_rows_get_row (CabinetFoundRows *self, guint position)
{
  guint low = 0, high = self->sections->len;

  if (position >= cabinet_found_rows_get_n_rows (self))
    return NULL;
  /* The last section whose head is not after it: before each head stand those of all newer months. */
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (cabinet_found_rows_get_section (self, middle)->first + middle <= position)
        low = middle;
      else
        high = middle;
    }
  if (cabinet_found_rows_get_section (self, low)->first + low == position)
    return dup_head (cabinet_found_rows_get_section (self, low));
  return dup_operation_row (self, position - low - 1);
}

/**
 * cabinet_found_rows_compare:
 * @old: rows
 * @now: the rows of the same text that replace them
 * @start: (out): how many rows at the beginning are the same
 * @tail: (out): how many rows at the end are the same
 */
void
cabinet_found_rows_compare (CabinetFoundRows *old, CabinetFoundRows *now, guint *start, guint *tail)
{
  const guint before = old->sections->len, after = now->sections->len;
  guint head = 0, end = 0;

  while (
    head < MIN (before, after)
    && same_section (cabinet_found_rows_get_section (old, head), cabinet_found_rows_get_section (now, head)))
    head++;
  while (end < MIN (before, after) - head
         && same_section (cabinet_found_rows_get_section (old, before - 1 - end),
                          cabinet_found_rows_get_section (now, after - 1 - end)))
    end++;
  *start = head < before ? cabinet_found_rows_get_section (old, head)->first + head
                         : cabinet_found_rows_get_n_rows (old);
  *tail = end > 0 ? cabinet_found_rows_get_n_rows (old)
                      - cabinet_found_rows_get_section (old, before - end)->first - (before - end)
                  : 0;
}

/**
 * cabinet_found_rows_list_changed_heads:
 *
 * Returns: (transfer full) (element-type guint): where in @now a head tells another sum than in @old, of
 * months that have the same operations
 */
GArray *
cabinet_found_rows_list_changed_heads (CabinetFoundRows *old, CabinetFoundRows *now)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0, j = 0; i < now->sections->len; i++)
    {
      CabinetFoundSection *section = cabinet_found_rows_get_section (now, i);
      CabinetFoundSection *same = find_same (old, section, &j);
      guint position = section->first + i;

      if (same != NULL && !same_head (same, section))
        g_array_append_val (positions, position);
    }
  return positions;
}
