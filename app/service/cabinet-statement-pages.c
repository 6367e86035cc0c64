/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement-pages.h"

/* A window is one query; a list view keeps some 205 rows, which may lie in as many months as it has rows. */
#define WINDOW_ROWS 128
#define MAX_WINDOWS 64

/* A run of operations of one month; their rows are made when they are asked for. */
typedef struct
{
  guint month; /* its index */
  guint first; /* offset within the month */
  GPtrArray *operations;
  GPtrArray *rows; /* of CabinetStatementRow, or NULL where none was made */
} Window;

struct _CabinetStatementPages
{
  CabinetArchive *archive;
  char *account;
  char *currency;
  CabinetLedgerFilter *filter;
  gboolean heads;
  GArray *months;       /* of CabinetLedgerMonth, newest first */
  GArray *starts;       /* of guint: position of a month's first row; one more: the number of rows */
  GPtrArray *head_rows; /* of CabinetStatementRow, or NULL where none was made */
  GQueue windows;       /* of Window, last used first */
};

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
  g_free (self);
}

static CabinetLedgerMonth *
get_month (CabinetStatementPages *self, guint index)
{
  return &g_array_index (self->months, CabinetLedgerMonth, index);
}

static guint
get_start (CabinetStatementPages *self, guint index)
{
  return g_array_index (self->starts, guint, index);
}

static void
lay_out (CabinetStatementPages *self)
{
  guint position = 0;

  for (guint i = 0; i < self->months->len; i++)
    {
      g_array_append_val (self->starts, position);
      position += get_month (self, i)->count + (self->heads ? 1 : 0);
    }
  g_array_append_val (self->starts, position);
}

/**
 * cabinet_statement_pages_new:
 * @archive: where the operations are
 * @account: whose
 * @currency: of the contract
 * @filter: which; copied
 * @months: (nullable): of CabinetLedgerMonth: what they add up to, if that is known already
 * @heads: whether each month begins with a row of its own
 *
 * Returns: (transfer full): the rows; none if the archive could not be read, which is logged
 */
CabinetStatementPages *
cabinet_statement_pages_new (CabinetArchive *archive,
                             const char *account,
                             const char *currency,
                             const CabinetLedgerFilter *filter,
                             GArray *months,
                             gboolean heads)
{
  CabinetStatementPages *self = g_new0 (CabinetStatementPages, 1);
  g_autoptr (GError) error = NULL;

  self->archive = g_object_ref (archive);
  self->account = g_strdup (account);
  self->currency = g_strdup (currency);
  self->filter = cabinet_ledger_filter_copy (filter);
  self->heads = heads;
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->months = months != NULL ? g_array_ref (months)
                                : cabinet_archive_query_months (archive, account, self->filter, &error);
  if (self->months == NULL)
    {
      g_warning ("the statement could not be read: %s", error->message);
      self->months = g_array_new (FALSE, FALSE, sizeof (CabinetLedgerMonth));
    }
  self->head_rows = g_ptr_array_new_with_free_func (unref_row);
  g_ptr_array_set_size (self->head_rows, self->months->len);
  g_queue_init (&self->windows);
  lay_out (self);
  return self;
}

void
cabinet_statement_pages_free (CabinetStatementPages *self)
{
  g_queue_clear_full (&self->windows, (GDestroyNotify) window_free);
  g_clear_pointer (&self->head_rows, g_ptr_array_unref);
  g_clear_pointer (&self->months, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_object (&self->archive);
  g_free (self->account);
  g_free (self->currency);
  cabinet_ledger_filter_free (self->filter);
  g_free (self);
}

guint
cabinet_statement_pages_get_n_rows (CabinetStatementPages *self)
{
  return get_start (self, self->months->len);
}

guint
cabinet_statement_pages_get_n_operations (CabinetStatementPages *self)
{
  return cabinet_statement_pages_get_n_rows (self) - (self->heads ? self->months->len : 0);
}

CabinetMoney
cabinet_statement_pages_get_charged (CabinetStatementPages *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->months->len; i++)
    sum += get_month (self, i)->charged;
  return cabinet_money (sum, self->currency);
}

CabinetMoney
cabinet_statement_pages_get_credited (CabinetStatementPages *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->months->len; i++)
    sum += get_month (self, i)->credited;
  return cabinet_money (sum, self->currency);
}

static guint
find_month (CabinetStatementPages *self, guint position)
{
  guint low = 0, high = self->months->len - 1;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (get_start (self, middle) <= position)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

static GPtrArray *
query_window (CabinetStatementPages *self, guint month, guint first, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *operations = cabinet_archive_query_rows (self->archive, self->account, self->filter,
                                                      get_month (self, month)->month, first, n, &error);

  if (operations != NULL)
    return operations;
  g_warning ("operations could not be read: %s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static Window *
get_window (CabinetStatementPages *self, guint month, guint offset)
{
  guint first = offset - offset % WINDOW_ROWS;
  Window *window;

  for (GList *link = self->windows.head; link != NULL; link = link->next)
    {
      window = link->data;
      if (window->month != month || window->first != first)
        continue;
      g_queue_unlink (&self->windows, link);
      g_queue_push_head_link (&self->windows, link);
      return window;
    }
  window = g_new0 (Window, 1);
  window->month = month;
  window->first = first;
  window->operations = query_window (self, month, first, WINDOW_ROWS);
  window->rows = g_ptr_array_new_with_free_func (unref_row);
  g_ptr_array_set_size (window->rows, MIN (WINDOW_ROWS, get_month (self, month)->count - first));
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
  CabinetOperation *blank;

  if (index < window->operations->len)
    return g_object_ref (g_ptr_array_index (window->operations, index));
  blank = g_object_new (CABINET_TYPE_OPERATION, NULL);
  blank->id = g_strdup ("");
  blank->title = g_strdup ("");
  blank->date = get_month (self, window->month)->month;
  blank->amount = cabinet_money (0, self->currency);
  return blank;
}

static CabinetStatementRow *
make_operation_row (CabinetStatementPages *self, Window *window, guint index)
{
  CabinetStatementRow *row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);

  row->kind = CABINET_STATEMENT_ROW_OPERATION;
  row->operation = dup_operation (self, window, index);
  row->month = get_month (self, window->month)->month;
  row->from = row->operation->date;
  row->to = row->operation->date;
  row->count = 1;
  row->amount = row->operation->amount;
  return row;
}

static CabinetStatementRow *
get_head (CabinetStatementPages *self, guint index)
{
  CabinetLedgerMonth *month = get_month (self, index);
  CabinetStatementRow *row = g_ptr_array_index (self->head_rows, index);

  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);
  row->kind = CABINET_STATEMENT_ROW_MONTH;
  row->month = month->month;
  row->count = month->count;
  row->charged = cabinet_money (month->charged, self->currency);
  row->credited = cabinet_money (month->credited, self->currency);
  g_ptr_array_index (self->head_rows, index) = g_object_ref (row);
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
  CabinetStatementRow *row;
  guint month, offset;
  Window *window;

  if (position >= cabinet_statement_pages_get_n_rows (self))
    return NULL;
  month = find_month (self, position);
  offset = position - get_start (self, month);
  if (self->heads && offset-- == 0)
    return get_head (self, month);
  window = get_window (self, month, offset);
  offset -= window->first;
  row = g_ptr_array_index (window->rows, offset);
  if (row == NULL)
    {
      row = make_operation_row (self, window, offset);
      g_ptr_array_index (window->rows, offset) = row;
    }
  return g_object_ref (row);
}

static gboolean
same_month (CabinetStatementPages *a, guint i, CabinetStatementPages *b, guint j)
{
  CabinetLedgerMonth *x = get_month (a, i), *y = get_month (b, j);

  return x->month == y->month && x->count == y->count && x->charged == y->charged
         && x->credited == y->credited;
}

/* Whether what somebody saw of @window is still so. */
static gboolean
same_window (CabinetStatementPages *now, guint month, Window *window)
{
  g_autoptr (GPtrArray) operations = query_window (now, month, window->first, WINDOW_ROWS);

  if (operations->len != window->operations->len)
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    if (!cabinet_record_equal (g_ptr_array_index (operations, i), g_ptr_array_index (window->operations, i)))
      return FALSE;
  return TRUE;
}

/* Sums may be equal although a title was mended: what was looked at is compared row by row. */
static void
narrow_by_windows (CabinetStatementPages *old, CabinetStatementPages *now, guint *head, guint *end)
{
  for (GList *link = old->windows.head; link != NULL; link = link->next)
    {
      Window *window = link->data;
      guint from_end = old->months->len - 1 - window->month;

      if (window->month < *head && !same_window (now, window->month, window))
        *head = window->month;
      else if (from_end < *end && !same_window (now, now->months->len - 1 - from_end, window))
        *end = from_end;
    }
}

/**
 * cabinet_statement_pages_compare:
 * @old: rows
 * @now: the rows that replace them, for the same filter
 * @start: (out): how many rows at the beginning are the same
 * @tail: (out): how many rows at the end are the same
 *
 * What is far from where anybody looked is taken for the same if its month's sums are.
 */
void
cabinet_statement_pages_compare (CabinetStatementPages *old,
                                 CabinetStatementPages *now,
                                 guint *start,
                                 guint *tail)
{
  guint n = MIN (old->months->len, now->months->len);
  guint head = 0, end = 0;

  while (head < n && same_month (old, head, now, head))
    head++;
  while (end < n - head && same_month (old, old->months->len - 1 - end, now, now->months->len - 1 - end))
    end++;
  narrow_by_windows (old, now, &head, &end);
  *start = get_start (old, head);
  *tail = cabinet_statement_pages_get_n_rows (old) - get_start (old, old->months->len - end);
}
