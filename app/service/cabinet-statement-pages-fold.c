/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement-pages-private.h"

#include "cabinet-place.h"

/* What is folded before the first rows are shown: as many rows as a list view makes, of not too many
 * operations. */
#define FIRST_ROWS 220
#define FIRST_OPERATIONS 2000

/* (transfer full) (nullable): NULL = @lines are not those of the section: a reload is on its way */
static CabinetStatementFold *
fold_section (CabinetStatementPages *self,
              CabinetStatementSection *section,
              const CabinetLedgerLine *lines,
              guint n)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    total += lines[i].amount;
  if (n != section->sums.count || total != section->sums.charged + section->sums.credited)
    return NULL;
  return cabinet_statement_fold_new (lines, n, self->view.opened, self->view.ascending);
}

static void
read_fold (CabinetStatementPages *self, CabinetStatementSection *section)
{
  CabinetLedgerFilter filter = *self->view.filter;
  CabinetDate end = cabinet_date_month_end (section->sums.month);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = NULL;

  filter.from = MAX (filter.from, section->sums.month);
  filter.to = filter.to != CABINET_DATE_NONE ? MIN (filter.to, end) : end;
  lines = cabinet_archive_query_lines (self->view.archive, self->view.account, &filter, &error);
  if (lines == NULL)
    g_warning ("operations could not be read: %s", error->message);
  else
    section->fold = fold_section (self, section, (CabinetLedgerLine *) (void *) lines->data, lines->len);
}

void
cabinet_statement_pages_fold_first (CabinetStatementPages *self)
{
  guint rows = 0, read = 0;

  for (guint i = 0; i < self->sections->len && rows < FIRST_ROWS; i++)
    {
      CabinetStatementSection *section = cabinet_statement_pages_get_section (self, i);

      if (section->fold == NULL)
        {
          read += section->sums.count;
          if (read > FIRST_OPERATIONS)
            return;
          read_fold (self, section);
        }
      if (section->fold != NULL)
        rows += cabinet_statement_fold_get_n_rows (section->fold);
    }
}

gboolean
cabinet_statement_pages_get_unfolded (CabinetStatementPages *self, CabinetDate *from, CabinetDate *to)
{
  gboolean some = FALSE;

  for (guint i = 0; self->view.folded && i < self->sections->len; i++)
    {
      CabinetStatementSection *section = cabinet_statement_pages_get_section (self, i);

      if (section->fold != NULL)
        continue;
      *from = some ? MIN (*from, section->sums.month) : section->sums.month;
      *to = some ? MAX (*to, cabinet_date_month_end (section->sums.month))
                 : cabinet_date_month_end (section->sums.month);
      some = TRUE;
    }
  if (some && self->view.filter->from != CABINET_DATE_NONE)
    *from = MAX (*from, self->view.filter->from);
  if (some && self->view.filter->to != CABINET_DATE_NONE)
    *to = MIN (*to, self->view.filter->to);
  return some;
}

gboolean
cabinet_statement_pages_fold (
  CabinetStatementPages *self, GArray *lines, guint *position, guint *removed, guint *added)
{
  const guint before = self->n_rows;
  guint first = G_MAXUINT, last = 0;

  for (guint i = 0, n; i < lines->len; i += n)
    {
      const CabinetLedgerLine *line = &g_array_index (lines, CabinetLedgerLine, i);
      CabinetDate month = cabinet_date_month_start (cabinet_place_get_day (line->place));
      CabinetStatementSection *section = cabinet_statement_pages_find_month (self, month);
      guint index;

      for (n = 1; i + n < lines->len && cabinet_place_get_day (line[n].place) >= month; n++)
        ;
      if (section == NULL || section->fold != NULL)
        continue;
      section->fold = fold_section (self, section, line, n);
      if (section->fold == NULL)
        continue;
      index = (guint) (section - cabinet_statement_pages_get_section (self, 0));
      first = MIN (first, index);
      last = MAX (last, index);
    }
  if (first == G_MAXUINT)
    return FALSE;
  *position = cabinet_statement_pages_get_section (self, first)->start;
  *removed = cabinet_statement_pages_get_section (self, last)->start
             + cabinet_statement_pages_get_section (self, last)->n_rows - *position;
  cabinet_statement_pages_lay_out (self);
  *added = *removed + self->n_rows - before;
  return TRUE;
}

/**
 * cabinet_statement_pages_toggle:
 * @self: rows
 * @position: which
 * @removed: (out): how many rows after it are there no more
 * @added: (out): how many rows came after it
 *
 * Returns: FALSE if there is no run
 */
gboolean
cabinet_statement_pages_toggle (CabinetStatementPages *self, guint position, guint *removed, guint *added)
{
  const guint heads = self->view.heads ? 1 : 0;
  const CabinetStatementRun *run;
  CabinetStatementSection *section;

  if (position >= self->n_rows)
    return FALSE;
  section = cabinet_statement_pages_get_section (self, cabinet_statement_pages_find_section (self, position));
  if (section->fold == NULL || position < section->start + heads)
    return FALSE;
  run = cabinet_statement_fold_toggle (section->fold, position - section->start - heads);
  if (run == NULL)
    return FALSE;
  if (run->open)
    g_hash_table_add (self->view.opened, g_memdup2 (&run->oldest, sizeof run->oldest));
  else
    g_hash_table_remove (self->view.opened, &run->oldest);
  *removed = run->open ? 0 : run->count;
  *added = run->open ? run->count : 0;
  cabinet_statement_pages_lay_out (self);
  return TRUE;
}
