/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-place.h"
#include "cabinet-statement-pages-private.h"
#include "cabinet-statement-private.h"

static gboolean
stands_at (CabinetStatementPages *pages, guint position, CabinetOperation *operation)
{
  g_autoptr (CabinetStatementRow) row = cabinet_statement_pages_get_row (pages, position);

  return row->operation != NULL && g_str_equal (row->operation->id, operation->id);
}

/* Among the rows of its month. */
static guint
find_in_month (CabinetStatementPages *pages, CabinetOperation *operation)
{
  CabinetStatementSection *section =
    cabinet_statement_pages_find_month (pages, cabinet_date_month_start (operation->date));

  for (guint i = 0; section != NULL && i < section->n_rows; i++)
    if (stands_at (pages, section->start + i, operation))
      return section->start + i;
  return G_MAXUINT;
}

/* Among the keys of an order that is not that of time. */
static guint
find_in_lines (CabinetStatementPages *pages, CabinetOperation *operation)
{
  for (guint i = 0; i < pages->lines->len; i++)
    {
      const CabinetLedgerLine *line = &g_array_index (pages->lines, CabinetLedgerLine, i);

      if (line->amount == operation->amount.micros && cabinet_place_get_day (line->place) == operation->date
          && stands_at (pages, i, operation))
        return i;
    }
  return G_MAXUINT;
}

/**
 * cabinet_statement_find:
 * @self: a statement
 * @operation: one of the same contract
 *
 * Returns: the position of its row, or of the run that begins with it; G_MAXUINT if it has none, as it is
 *   within a run or the filter leaves it out
 */
guint
cabinet_statement_find (CabinetStatement *self, CabinetOperation *operation)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT (self), G_MAXUINT);
  g_return_val_if_fail (CABINET_IS_OPERATION (operation), G_MAXUINT);

  return self->pages->lines != NULL ? find_in_lines (self->pages, operation)
                                    : find_in_month (self->pages, operation);
}
