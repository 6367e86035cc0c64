/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-operation-text.h"
#include "cabinet-statement-pages-private.h"

/* More than this many operations are not copied at once. */
#define MAX_COPIED 10000

/* Which operations of a section are chosen. */
typedef struct
{
  guint8 *marks; /* for each offset; NULL = none was chosen alone */
  gboolean whole;
} Choice;

typedef struct _Walk Walk;

struct _Walk
{
  CabinetStatementPages *pages;
  Choice *choices; /* for each section */
  /* Told of each operation once, in the order of the rows; FALSE ends it. */
  gboolean (*visit) (Walk *self, CabinetStatementSection *section, guint offset);
  GString *text;
  guint n_lines;
};

static void
walk_clear (Walk *self)
{
  for (guint i = 0; i < self->pages->sections->len; i++)
    g_free (self->choices[i].marks);
  g_free (self->choices);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static gboolean
choose (Walk *self, guint index, guint offset)
{
  CabinetStatementSection *section = cabinet_statement_pages_get_section (self->pages, index);
  guint8 *marks = self->choices[index].marks;

  if (marks[offset])
    return TRUE;
  marks[offset] = 1;
  return self->visit == NULL || self->visit (self, section, offset);
}

/* A run that is chosen is all its operations. */
static gboolean
choose_row (Walk *self, guint index, guint row)
{
  CabinetStatementSection *section = cabinet_statement_pages_get_section (self->pages, index);
  CabinetStatementSlot slot = cabinet_statement_pages_get_slot (self->pages, section, row);
  guint offset = slot.offset;

  if (!choose (self, index, offset))
    return FALSE;
  for (guint i = 1; slot.run != NULL && i < slot.run->count; i++)
    {
      offset = cabinet_statement_fold_next (section->fold, slot.run, offset);
      if (!choose (self, index, offset))
        return FALSE;
    }
  return TRUE;
}

/* Rows of one section: @first to @end, its head among them. */
static gboolean
choose_rows (Walk *self, guint index, guint first, guint end)
{
  CabinetStatementSection *section = cabinet_statement_pages_get_section (self->pages, index);
  const guint heads = self->pages->view.heads ? 1 : 0;

  first = MAX (first, heads);
  if (self->visit == NULL && first == heads && end == section->n_rows)
    self->choices[index].whole = TRUE;
  if (self->choices[index].whole)
    return TRUE;
  if (self->choices[index].marks == NULL)
    self->choices[index].marks = g_new0 (guint8, section->sums.count);
  for (guint row = first; row < end; row++)
    if (!choose_row (self, index, row - heads))
      return FALSE;
  return TRUE;
}

static void
walk (Walk *self, const CabinetStatementRange *ranges, guint n_ranges)
{
  const guint n_rows = self->pages->n_rows;

  self->choices = g_new0 (Choice, self->pages->sections->len);
  for (guint i = 0; i < n_ranges; i++)
    {
      guint position = ranges[i].first;
      guint end = position < n_rows ? position + MIN (ranges[i].n, n_rows - position) : 0;

      while (position < end)
        {
          guint index = cabinet_statement_pages_find_section (self->pages, position);
          CabinetStatementSection *section = cabinet_statement_pages_get_section (self->pages, index);
          guint last = MIN (end, section->start + section->n_rows);

          if (!choose_rows (self, index, position - section->start, last - section->start))
            return;
          position = last;
        }
    }
}

/* @sums: the month */
static gboolean
add_chosen (
  CabinetStatementPages *self, const guint8 *marks, guint n, CabinetLedgerMonth *sums, GError **error)
{
  if (self->lines == NULL)
    return cabinet_archive_query_sum (self->view.archive, self->view.account, self->view.filter, sums, marks,
                                      n, error);
  for (guint i = 0; i < n; i++)
    if (marks[i])
      {
        gint64 amount = g_array_index (self->lines, CabinetLedgerLine, i).amount;

        sums->count++;
        sums->charged += MIN (amount, 0);
        sums->credited += MAX (amount, 0);
      }
  return TRUE;
}

static gboolean
add_choice (
  CabinetStatementPages *self, guint index, const Choice *choice, CabinetStatementSum *sum, GError **error)
{
  CabinetStatementSection *section = cabinet_statement_pages_get_section (self, index);
  CabinetLedgerMonth sums = { .month = section->sums.month };

  if (choice->whole)
    sums = section->sums;
  else if (choice->marks != NULL && !add_chosen (self, choice->marks, section->sums.count, &sums, error))
    return FALSE;
  sum->count += sums.count;
  sum->charged.micros += sums.charged;
  sum->credited.micros += sums.credited;
  sum->total.micros += sums.charged + sums.credited;
  return TRUE;
}

/* Whole months are known; of the others only the sums of the operations are read. */
gboolean
cabinet_statement_pages_add_up (CabinetStatementPages *self,
                                const CabinetStatementRange *ranges,
                                guint n_ranges,
                                CabinetStatementSum *sum)
{
  const CabinetMoney nothing = cabinet_money (0, self->view.currency);
  const CabinetStatementSum none = { 0, nothing, nothing, nothing };
  g_auto (Walk) chosen = { .pages = self };
  g_autoptr (GError) error = NULL;

  *sum = none;
  walk (&chosen, ranges, n_ranges);
  for (guint i = 0; i < self->sections->len; i++)
    if (!add_choice (self, i, &chosen.choices[i], sum, &error))
      {
        g_warning ("operations could not be added up: %s", error->message);
        *sum = none;
        return FALSE;
      }
  return TRUE;
}

static gboolean
add_line (Walk *self, CabinetStatementSection *section, guint offset)
{
  g_autoptr (CabinetOperation) operation =
    cabinet_statement_pages_dup_operation (self->pages, section, offset);
  g_autofree char *line = cabinet_operation_dup_cells (operation);

  g_string_append_printf (self->text, "%s%s", self->text->len > 0 ? "\n" : "", line);
  return ++self->n_lines < MAX_COPIED;
}

char *
cabinet_statement_pages_dup_text (CabinetStatementPages *self,
                                  const CabinetStatementRange *ranges,
                                  guint n_ranges)
{
  g_auto (Walk) chosen = { .pages = self, .visit = add_line, .text = g_string_new (NULL) };

  walk (&chosen, ranges, n_ranges);
  return g_string_free (chosen.text, FALSE);
}
