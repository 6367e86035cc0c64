/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement-pages-private.h"

#include "cabinet-place.h"
#include "cabinet-statement-private.h"

/* A window is one query; a list view keeps some 205 rows, which may lie in as many months as it has rows. */
#define WINDOW_ROWS 128
#define MAX_WINDOWS 64

/* Operations of one section; their rows are made when they are asked for. */
typedef struct
{
  CabinetDate month;
  guint first; /* offset within the section */
  GPtrArray *operations;
  GPtrArray *rows; /* of CabinetStatementRow, or NULL where none was made */
  GPtrArray *runs; /* the same, of the runs that begin there */
} Window;

static void
unref_row (gpointer row)
{
  g_clear_object (&row);
}

static void
window_free (Window *self)
{
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_free (self);
}

static void
section_clear (gpointer data)
{
  CabinetStatementSection *section = data;

  g_clear_pointer (&section->fold, cabinet_statement_fold_free);
  g_clear_object (&section->head);
}

CabinetStatementSection *
cabinet_statement_pages_get_section (CabinetStatementPages *self, guint index)
{
  return &g_array_index (self->sections, CabinetStatementSection, index);
}

void
cabinet_statement_pages_lay_out (CabinetStatementPages *self)
{
  self->n_rows = 0;
  for (guint i = 0; i < self->sections->len; i++)
    {
      CabinetStatementSection *section = cabinet_statement_pages_get_section (self, i);

      section->start = self->n_rows;
      section->n_rows =
        (section->fold != NULL ? cabinet_statement_fold_get_n_rows (section->fold) : section->sums.count)
        + (self->view.heads ? 1 : 0);
      self->n_rows += section->n_rows;
    }
}

/* Making */

static void
add_months (CabinetStatementPages *self, GArray *months)
{
  for (guint i = 0; i < months->len; i++)
    {
      CabinetStatementSection section = {
        .sums = g_array_index (months, CabinetLedgerMonth, self->view.ascending ? months->len - 1 - i : i),
      };

      g_array_append_val (self->sections, section);
    }
}

static void
add_lines (CabinetStatementPages *self, GArray *lines)
{
  CabinetStatementSection section = { .sums.count = lines->len };

  for (guint i = 0; i < lines->len; i++)
    {
      const CabinetLedgerLine *line = &g_array_index (lines, CabinetLedgerLine, i);

      section.sums.charged += MIN (line->amount, 0);
      section.sums.credited += MAX (line->amount, 0);
      section.sums.digest = (gint64) ((guint64) section.sums.digest + (guint64) line->digest);
    }
  cabinet_statement_sort_lines (lines, self->view.order, self->view.ascending);
  self->lines = g_array_ref (lines);
  if (lines->len > 0)
    g_array_append_val (self->sections, section);
}

/* @months, @lines: (nullable): as they were found already */
static void
read_sections (CabinetStatementPages *self, GArray *months, GArray *lines)
{
  const CabinetStatementView *view = &self->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) read = NULL;

  if (view->order == CABINET_STATEMENT_BY_DATE)
    read = months != NULL ? g_array_ref (months)
                          : cabinet_archive_query_months (view->archive, view->account, view->filter, &error);
  else
    read = lines != NULL ? g_array_ref (lines)
                         : cabinet_archive_query_lines (view->archive, view->account, view->filter, &error);
  if (read == NULL)
    g_warning ("the statement could not be read: %s", error->message);
  else if (view->order == CABINET_STATEMENT_BY_DATE)
    add_months (self, read);
  else
    add_lines (self, read);
}

static gboolean
same_sums (const CabinetLedgerMonth *a, const CabinetLedgerMonth *b)
{
  return a->month == b->month && a->count == b->count && a->charged == b->charged
         && a->credited == b->credited && a->digest == b->digest;
}

CabinetStatementSection *
cabinet_statement_pages_find_month (CabinetStatementPages *self, CabinetDate month)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      CabinetStatementSection *section = cabinet_statement_pages_get_section (self, i);

      if (section->sums.month == month)
        return section;
    }
  return NULL;
}

/* What is known of months that are still the same, so that their rows stay the same objects. */
static void
take_over (CabinetStatementPages *self, CabinetStatementPages *old)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GQueue) left = g_queue_new ();
  Window *window;

  for (guint i = 0; i < self->sections->len; i++)
    {
      CabinetStatementSection *section = cabinet_statement_pages_get_section (self, i);
      CabinetStatementSection *same = cabinet_statement_pages_find_month (old, section->sums.month);

      if (same == NULL || !same_sums (&same->sums, &section->sums))
        continue;
      section->fold = g_steal_pointer (&same->fold);
      section->head = g_steal_pointer (&same->head);
      g_hash_table_add (taken, GUINT_TO_POINTER (section->sums.month));
    }
  while ((window = g_queue_pop_head (&old->windows)) != NULL)
    g_queue_push_tail (
      g_hash_table_contains (taken, GUINT_TO_POINTER (window->month)) ? &self->windows : left, window);
  while ((window = g_queue_pop_head (left)) != NULL)
    g_queue_push_tail (&old->windows, window);
}

/**
 * cabinet_statement_pages_new:
 * @view: what is wanted; copied
 * @months: (nullable): of CabinetLedgerMonth: what they add up to, if that is known already
 * @lines: (nullable): of CabinetLedgerLine, newest first, if they are known already; are put in order
 * @old: (nullable): rows of the same view, which gives what did not change, and is only to be compared and
 *   freed after that
 *
 * Returns: (transfer full): the rows; none if the archive could not be read, which is logged
 */
CabinetStatementPages *
cabinet_statement_pages_new (const CabinetStatementView *view,
                             GArray *months,
                             GArray *lines,
                             CabinetStatementPages *old)
{
  CabinetStatementPages *self = g_new0 (CabinetStatementPages, 1);

  self->view = *view;
  self->view.archive = g_object_ref (view->archive);
  self->view.account = g_strdup (view->account);
  self->view.currency = g_strdup (view->currency);
  self->view.filter = cabinet_ledger_filter_copy (view->filter);
  self->view.opened = g_hash_table_ref (view->opened);
  self->sections = g_array_new (FALSE, FALSE, sizeof (CabinetStatementSection));
  g_array_set_clear_func (self->sections, section_clear);
  g_queue_init (&self->windows);
  read_sections (self, months, lines);
  if (old != NULL)
    take_over (self, old);
  if (self->view.folded)
    cabinet_statement_pages_fold_first (self);
  cabinet_statement_pages_lay_out (self);
  return self;
}

void
cabinet_statement_pages_free (CabinetStatementPages *self)
{
  g_queue_clear_full (&self->windows, (GDestroyNotify) window_free);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_object_unref (self->view.archive);
  g_free ((char *) self->view.account);
  g_free ((char *) self->view.currency);
  cabinet_ledger_filter_free ((CabinetLedgerFilter *) self->view.filter);
  g_hash_table_unref (self->view.opened);
  g_free (self);
}

guint
cabinet_statement_pages_get_n_rows (CabinetStatementPages *self)
{
  return self->n_rows;
}

guint
cabinet_statement_pages_get_n_operations (CabinetStatementPages *self)
{
  guint count = 0;

  for (guint i = 0; i < self->sections->len; i++)
    count += cabinet_statement_pages_get_section (self, i)->sums.count;
  return count;
}

CabinetMoney
cabinet_statement_pages_get_charged (CabinetStatementPages *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->sections->len; i++)
    sum += cabinet_statement_pages_get_section (self, i)->sums.charged;
  return cabinet_money (sum, self->view.currency);
}

CabinetMoney
cabinet_statement_pages_get_credited (CabinetStatementPages *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->sections->len; i++)
    sum += cabinet_statement_pages_get_section (self, i)->sums.credited;
  return cabinet_money (sum, self->view.currency);
}

/* Rows */

guint
cabinet_statement_pages_find_section (CabinetStatementPages *self, guint position)
{
  guint low = 0, high = self->sections->len - 1;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (cabinet_statement_pages_get_section (self, middle)->start <= position)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

CabinetStatementSlot
cabinet_statement_pages_get_slot (CabinetStatementPages *self, CabinetStatementSection *section, guint row)
{
  gboolean turned = self->lines == NULL && self->view.ascending;

  if (section->fold != NULL)
    return cabinet_statement_fold_get_slot (section->fold, row);
  return (CabinetStatementSlot){ .offset = turned ? section->sums.count - 1 - row : row };
}

static GPtrArray *
query_window (CabinetStatementPages *self, CabinetStatementSection *section, guint first)
{
  const CabinetStatementView *view = &self->view;
  g_autoptr (GError) error = NULL;
  GPtrArray *operations;

  if (self->lines != NULL)
    operations = cabinet_archive_query_places (view->archive, view->account,
                                               &g_array_index (self->lines, CabinetLedgerLine, first),
                                               MIN (WINDOW_ROWS, section->sums.count - first), &error);
  else
    operations = cabinet_archive_query_rows (view->archive, view->account, view->filter, section->sums.month,
                                             first, WINDOW_ROWS, &error);
  if (operations != NULL)
    return operations;
  g_warning ("operations could not be read: %s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static Window *
get_window (CabinetStatementPages *self, CabinetStatementSection *section, guint offset)
{
  guint first = offset - offset % WINDOW_ROWS;
  guint n = MIN (WINDOW_ROWS, section->sums.count - first);
  Window *window;

  for (GList *link = self->windows.head; link != NULL; link = link->next)
    {
      window = link->data;
      if (window->month != section->sums.month || window->first != first)
        continue;
      g_queue_unlink (&self->windows, link);
      g_queue_push_head_link (&self->windows, link);
      return window;
    }
  window = g_new0 (Window, 1);
  window->month = section->sums.month;
  window->first = first;
  window->operations = query_window (self, section, first);
  window->rows = g_ptr_array_new_with_free_func (unref_row);
  window->runs = g_ptr_array_new_with_free_func (unref_row);
  g_ptr_array_set_size (window->rows, n);
  g_ptr_array_set_size (window->runs, n);
  g_queue_push_head (&self->windows, window);
  if (self->windows.length > MAX_WINDOWS)
    window_free (g_queue_pop_tail (&self->windows));
  return window;
}

/* The archive may have changed since the months were counted; what is gone meanwhile is an empty row until
 * the reload that is on its way. */
static CabinetOperation *
dup_operation (CabinetStatementPages *self, Window *window, guint index)
{
  CabinetDate day = window->month;

  if (index < window->operations->len && g_ptr_array_index (window->operations, index) != NULL)
    return g_object_ref (g_ptr_array_index (window->operations, index));
  if (day == CABINET_DATE_NONE)
    day = cabinet_place_get_day (g_array_index (self->lines, CabinetLedgerLine, window->first + index).place);
  return cabinet_statement_blank_operation (day, self->view.currency);
}

CabinetOperation *
cabinet_statement_pages_dup_operation (CabinetStatementPages *self,
                                       CabinetStatementSection *section,
                                       guint offset)
{
  Window *window = get_window (self, section, offset);

  return dup_operation (self, window, offset - window->first);
}

static CabinetStatementRow *
make_row (CabinetStatementPages *self, Window *window, const CabinetStatementSlot *slot)
{
  CabinetStatementRow *row =
    cabinet_statement_row_new_operation (dup_operation (self, window, slot->offset - window->first), NULL);

  row->within = slot->within;
  if (slot->run == NULL)
    return row;
  row->kind = CABINET_STATEMENT_ROW_RUN;
  row->from = cabinet_place_get_day (slot->run->oldest);
  row->count = slot->run->count;
  row->amount = cabinet_money (slot->run->amount, self->view.currency);
  row->open = slot->run->open;
  return row;
}

static CabinetStatementRow *
get_head (CabinetStatementPages *self, CabinetStatementSection *section)
{
  CabinetStatementRow *row;

  if (section->head != NULL)
    return g_object_ref (section->head);
  row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);
  row->kind = CABINET_STATEMENT_ROW_MONTH;
  row->month = section->sums.month;
  row->count = section->sums.count;
  row->charged = cabinet_money (section->sums.charged, self->view.currency);
  row->credited = cabinet_money (section->sums.credited, self->view.currency);
  section->head = g_object_ref (row);
  return row;
}

/**
 * cabinet_statement_pages_get_row:
 * @self: rows
 * @position: which
 *
 * Returns: (transfer full) (nullable): the row; the same object as long as it is near what was asked for last
 */
CabinetStatementRow *
cabinet_statement_pages_get_row (CabinetStatementPages *self, guint position)
{
  CabinetStatementSection *section;
  CabinetStatementSlot slot;
  GPtrArray *rows;
  Window *window;
  guint row;

  if (position >= self->n_rows)
    return NULL;
  section = cabinet_statement_pages_get_section (self, cabinet_statement_pages_find_section (self, position));
  row = position - section->start;
  if (self->view.heads && row-- == 0)
    return get_head (self, section);
  slot = cabinet_statement_pages_get_slot (self, section, row);
  window = get_window (self, section, slot.offset);
  rows = slot.run != NULL ? window->runs : window->rows;
  if (g_ptr_array_index (rows, slot.offset - window->first) == NULL)
    g_ptr_array_index (rows, slot.offset - window->first) = make_row (self, window, &slot);
  return g_object_ref (g_ptr_array_index (rows, slot.offset - window->first));
}

/* Changes */

static gboolean
same_section (CabinetStatementPages *a, guint i, CabinetStatementPages *b, guint j)
{
  CabinetStatementSection *x = cabinet_statement_pages_get_section (a, i);
  CabinetStatementSection *y = cabinet_statement_pages_get_section (b, j);

  return same_sums (&x->sums, &y->sums) && x->n_rows == y->n_rows;
}

static gboolean
same_line (GArray *a, guint i, GArray *b, guint j)
{
  const CabinetLedgerLine *x = &g_array_index (a, CabinetLedgerLine, i);
  const CabinetLedgerLine *y = &g_array_index (b, CabinetLedgerLine, j);

  return x->place == y->place && x->digest == y->digest;
}

/**
 * cabinet_statement_pages_compare:
 * @old: rows
 * @now: the rows that replace them, of the same view
 * @start: (out): how many rows at the beginning are the same
 * @tail: (out): how many rows at the end are the same
 */
void
cabinet_statement_pages_compare (CabinetStatementPages *old,
                                 CabinetStatementPages *now,
                                 guint *start,
                                 guint *tail)
{
  guint before = old->lines != NULL ? old->lines->len : old->sections->len;
  guint after = now->lines != NULL ? now->lines->len : now->sections->len;
  guint head = 0, end = 0;

  while (head < MIN (before, after)
         && (old->lines != NULL ? same_line (old->lines, head, now->lines, head)
                                : same_section (old, head, now, head)))
    head++;
  while (end < MIN (before, after) - head
         && (old->lines != NULL ? same_line (old->lines, before - 1 - end, now->lines, after - 1 - end)
                                : same_section (old, before - 1 - end, now, after - 1 - end)))
    end++;
  if (old->lines == NULL)
    {
      *start = head < before ? cabinet_statement_pages_get_section (old, head)->start : old->n_rows;
      *tail = end > 0 ? old->n_rows - cabinet_statement_pages_get_section (old, before - end)->start : 0;
      return;
    }
  *start = head;
  *tail = end;
}
