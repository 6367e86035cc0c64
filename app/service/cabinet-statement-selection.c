/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-operation-text.h"
#include "cabinet-statement-private.h"

/* More than this many operations are not copied at once. */
#define MAX_COPIED 10000

typedef void (*Visit) (CabinetOperation *operation, gpointer data);

static void
visit_operations (CabinetStatement *self,
                  const CabinetStatementRange *ranges,
                  guint n_ranges,
                  guint limit,
                  Visit visit,
                  gpointer data)
{
  for (guint i = 0; i < n_ranges; i++)
    for (guint j = 0; j < ranges[i].n && limit > 0; j++)
      {
        g_autoptr (CabinetStatementRow) row =
          g_list_model_get_item (G_LIST_MODEL (self), ranges[i].first + j);

        if (row == NULL || row->kind != CABINET_STATEMENT_ROW_OPERATION)
          continue;
        visit (row->operation, data);
        limit--;
      }
}

static void
add_sum (CabinetOperation *operation, gpointer data)
{
  CabinetStatementSum *sum = data;

  sum->count++;
  sum->charged.micros += MIN (operation->amount.micros, 0);
  sum->credited.micros += MAX (operation->amount.micros, 0);
  sum->total.micros += operation->amount.micros;
}

static void
add_line (CabinetOperation *operation, gpointer data)
{
  GString *text = data;
  g_autofree char *line = cabinet_operation_dup_cells (operation);

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/**
 * cabinet_statement_add_up:
 * @self: a statement
 * @ranges: (array length=n_ranges): rows; those beyond the last are passed over
 * @sum: (out caller-allocates): what their operations add up to: a head of a month has none, a run has all
 *   that it stands for, and none counts twice
 *
 * Makes no rows, and is quick for all of them.
 *
 * Returns: FALSE if the archive could not be read, which is logged; @sum is then zero
 */
gboolean
cabinet_statement_add_up (CabinetStatement *self,
                          const CabinetStatementRange *ranges,
                          guint n_ranges,
                          CabinetStatementSum *sum)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT (self), FALSE);

  sum->count = 0;
  sum->charged = sum->credited = sum->total =
    cabinet_money (0, cabinet_statement_get_charged (self).currency);
  visit_operations (self, ranges, n_ranges, G_MAXUINT, add_sum, sum);
  return TRUE;
}

/**
 * cabinet_statement_dup_text:
 * @self: a statement
 * @ranges: (array length=n_ranges): rows, as for [method@Statement.add_up]
 *
 * Returns: (transfer full): their operations in the order of the rows, a line each, its cells parted by tabs
 *   (see [func@operation_dup_cells]); the first 10,000 of them; empty if there are none
 */
char *
cabinet_statement_dup_text (CabinetStatement *self, const CabinetStatementRange *ranges, guint n_ranges)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (CABINET_IS_STATEMENT (self), NULL);

  visit_operations (self, ranges, n_ranges, MAX_COPIED, add_line, text);
  return g_string_free (text, FALSE);
}
