/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-found-rows.h"

#include "cabinet-account-private.h"
#include "cabinet-place.h"
#include "cabinet-statement-private.h"
#include "cabinet-totals.h"

/* Operations that are read together; a list view keeps some 205 rows. */
#define WINDOW_ROWS 64
#define MAX_WINDOWS 16
/* Keys that are read together: of months beside each other, or of some days of one that has more. */
#define KEYS_AT_ONCE 512
/* A place without the contract that it is of. */
#define WHEN_MASK ((G_GINT64_CONSTANT (1) << 49) - 1)

/* An operation that was found. */
typedef struct
{
  CabinetAccount *account;
  gint64 place;
} Key;

/* Of a month, what one contract has. */
typedef struct
{
  CabinetAccount *account;
  CabinetLedgerMonth sums;
} Share;

typedef struct
{
  CabinetDate month;
  GArray *shares; /* of Share */
  guint count;
  guint first;        /* how many operations are in newer months */
  GArray *keys;       /* of Key, newest first: those that were read */
  CabinetDate unread; /* the last day whose keys were not; none = all were */
  CabinetStatementRow *head;
} Section;

/* Operations @first and the next ones. */
typedef struct
{
  guint first;
  GPtrArray *rows;
} Window;

struct _CabinetFoundRows
{
  CabinetArchive *archive;
  char *text;
  GPtrArray *parts; /* of CabinetFoundPart */
  GArray *sections; /* of Section, newest first */
  guint n_operations;
  GQueue windows; /* last used first */
};

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
  g_free (self);
}

static void
section_clear (gpointer data)
{
  Section *section = data;

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

static Section *
get_section (CabinetFoundRows *self, guint index)
{
  return &g_array_index (self->sections, Section, index);
}

/* Making */

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const Share *one = a, *other = b;

  return one->sums.month > other->sums.month ? -1 : one->sums.month < other->sums.month;
}

/* (transfer full): of all contracts, the newest month first; in it they stand as they do in the household */
static GArray *
list_shares (CabinetFoundRows *self)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (Share));

  for (guint i = 0; i < self->parts->len; i++)
    {
      CabinetFoundPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; part->months != NULL && j < part->months->len; j++)
        {
          Share share = { part->account, g_array_index (part->months, CabinetLedgerMonth, j) };

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
  Section *last = NULL;

  for (guint i = 0; i < shares->len; i++)
    {
      Share *share = &g_array_index (shares, Share, i);

      if (last == NULL || last->month != share->sums.month)
        {
          Section section = {
            .month = share->sums.month,
            .shares = g_array_new (FALSE, FALSE, sizeof (Share)),
            .first = self->n_operations,
            .keys = g_array_new (FALSE, FALSE, sizeof (Key)),
            .unread = cabinet_date_month_end (share->sums.month),
          };

          g_array_append_val (self->sections, section);
          last = get_section (self, self->sections->len - 1);
        }
      g_array_append_val (last->shares, *share);
      last->count += share->sums.count;
      self->n_operations += share->sums.count;
    }
}

static gboolean
same_section (const Section *a, const Section *b)
{
  if (a->month != b->month || a->shares->len != b->shares->len)
    return FALSE;
  for (guint i = 0; i < a->shares->len; i++)
    {
      const Share *one = &g_array_index (a->shares, Share, i), *other = &g_array_index (b->shares, Share, i);

      if (one->account != other->account || one->sums.count != other->sums.count
          || one->sums.charged != other->sums.charged || one->sums.credited != other->sums.credited
          || one->sums.digest != other->sums.digest)
        return FALSE;
    }
  return TRUE;
}

/* What is known of months that are still the same. Both lists go from new to old. */
static void
take_over (CabinetFoundRows *self, CabinetFoundRows *old)
{
  guint j = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = get_section (self, i), *same;

      while (j < old->sections->len && get_section (old, j)->month > section->month)
        j++;
      same = j < old->sections->len ? get_section (old, j) : NULL;
      if (same == NULL || !same_section (same, section))
        continue;
      g_array_unref (section->keys);
      section->keys = g_array_ref (same->keys);
      section->unread = same->unread;
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
  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  g_array_set_clear_func (self->sections, section_clear);
  g_queue_init (&self->windows);
  make_sections (self);
  if (old != NULL)
    take_over (self, old);
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

/* Keys */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a, *other = b;
  const gint64 when = one->place & WHEN_MASK, other_when = other->place & WHEN_MASK;

  if (when != other_when)
    return when > other_when ? -1 : 1;
  return one->place < other->place ? -1 : one->place > other->place;
}

static void
add_keys (CabinetFoundRows *self, CabinetAccount *account, CabinetDate from, CabinetDate to, GArray *keys)
{
  const CabinetLedgerFilter filter = { .from = from, .to = to, .text = self->text };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = cabinet_archive_query_lines (self->archive, account->id, &filter, &error);

  if (lines == NULL)
    g_warning ("what was found could not be read: %s", error->message);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      Key key = { account, g_array_index (lines, CabinetLedgerLine, i).place };

      g_array_append_val (keys, key);
    }
}

/* Reads the days @from to @to, which lie in the sections @index to @end: one question to each contract that
 * has any. */
static void
read_keys (CabinetFoundRows *self, guint index, guint end, CabinetDate from, CabinetDate to)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));

  for (guint i = index; i <= end; i++)
    for (guint j = 0; j < get_section (self, i)->shares->len; j++)
      {
        CabinetAccount *account = g_array_index (get_section (self, i)->shares, Share, j).account;

        if (g_hash_table_add (asked, account))
          add_keys (self, account, from, to, keys);
      }
  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    {
      Key key = g_array_index (keys, Key, i);
      CabinetDate day = cabinet_place_get_day (key.place);

      while (index < end && day < get_section (self, index)->month)
        index++;
      /* One of a month that had none when they were counted is not shown yet. */
      if (cabinet_date_month_start (day) == get_section (self, index)->month)
        g_array_append_val (get_section (self, index)->keys, key);
    }
}

/* Some days more of a month that has many. */
static void
read_days (CabinetFoundRows *self, guint index)
{
  Section *section = get_section (self, index);
  CabinetDate to = section->unread;
  CabinetDate days = MAX (1, 31 * KEYS_AT_ONCE / section->count);
  CabinetDate from = MAX (section->month, to + 1 - days);

  section->unread = from > section->month ? from - 1 : CABINET_DATE_NONE;
  read_keys (self, index, index, from, to);
}

static gboolean
may_join (CabinetFoundRows *self, guint index, guint so_far)
{
  Section *section = get_section (self, index);

  return section->unread != CABINET_DATE_NONE && section->count + so_far <= KEYS_AT_ONCE;
}

/* A month that has few, and those beside it. */
static void
read_months (CabinetFoundRows *self, guint index)
{
  guint first = index, last = index, total = get_section (self, index)->count;

  while (last + 1 < self->sections->len && may_join (self, last + 1, total))
    total += get_section (self, ++last)->count;
  while (first > 0 && may_join (self, first - 1, total))
    total += get_section (self, --first)->count;
  for (guint i = first; i <= last; i++)
    get_section (self, i)->unread = CABINET_DATE_NONE;
  read_keys (self, first, last, get_section (self, last)->month,
             cabinet_date_month_end (get_section (self, first)->month));
}

/* (nullable): NULL if it is gone since the months were counted. */
static const Key *
get_key (CabinetFoundRows *self, guint index, guint offset)
{
  Section *section = get_section (self, index);

  while (offset >= section->keys->len && section->unread != CABINET_DATE_NONE)
    if (section->count > KEYS_AT_ONCE)
      read_days (self, index);
    else
      read_months (self, index);
  return offset < section->keys->len ? &g_array_index (section->keys, Key, offset) : NULL;
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

      if (get_section (self, middle)->first <= operation)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

/* Fills in the operations of @account that stand in a window. */
static void
read_operations (CabinetFoundRows *self, CabinetAccount *account, const Key *keys, guint n, GPtrArray *rows)
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
        Section *section = get_section (self, find_section (self, window->first + i));
        CabinetAccount *account = g_array_index (section->shares, Share, 0).account;
        CabinetOperation *blank =
          cabinet_statement_blank_operation (section->month, account->contract->currency);

        g_ptr_array_index (window->rows, i) = cabinet_statement_row_new_operation (blank, account);
      }
}

static void
read_window (CabinetFoundRows *self, Window *window)
{
  g_autoptr (GHashTable) read = g_hash_table_new (NULL, NULL);
  Key keys[WINDOW_ROWS] = { 0 };
  const guint n = window->rows->len;

  for (guint i = 0, index = find_section (self, window->first); i < n; i++)
    {
      const Key *key;

      while (window->first + i >= get_section (self, index)->first + get_section (self, index)->count)
        index++;
      key = get_key (self, index, window->first + i - get_section (self, index)->first);
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
dup_head (Section *section)
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
      Share *share = &g_array_index (section->shares, Share, i);

      if (!cabinet_found_add_month (share->account, &share->sums, row->charged_in, row->credited_in))
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

      if (get_section (self, middle)->first + middle <= position)
        low = middle;
      else
        high = middle;
    }
  if (get_section (self, low)->first + low == position)
    return dup_head (get_section (self, low));
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

  while (head < MIN (before, after) && same_section (get_section (old, head), get_section (now, head)))
    head++;
  while (end < MIN (before, after) - head
         && same_section (get_section (old, before - 1 - end), get_section (now, after - 1 - end)))
    end++;
  *start = head < before ? get_section (old, head)->first + head : cabinet_found_rows_get_n_rows (old);
  *tail = end > 0
            ? cabinet_found_rows_get_n_rows (old) - get_section (old, before - end)->first - (before - end)
            : 0;
}
