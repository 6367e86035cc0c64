/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-statement.h"

/* Operations are read in pieces; more than this many are not looked at for a handful of rows. */
#define PIECE 100
#define MAX_OPERATIONS 1000

/* Rows as they come into being, newest first. A run is open while an older charge may still join it. */
typedef struct
{
  GPtrArray *rows; /* of CabinetStatementRow */
  GPtrArray *open; /* of CabinetStatementRow, those of rows that are open */
  guint n_wanted;
} Folding;

static CabinetStatementRow *
row_new (CabinetOperation *operation)
{
  CabinetStatementRow *row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);

  row->kind = CABINET_STATEMENT_ROW_OPERATION;
  row->operation = g_object_ref (operation);
  row->month = cabinet_date_month_start (operation->date);
  row->from = operation->date;
  row->to = operation->date;
  row->count = 1;
  row->amount = operation->amount;
  return row;
}

static CabinetStatementRow *
find_open (Folding *self, CabinetOperation *operation)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      CabinetStatementRow *row = g_ptr_array_index (self->open, i);

      if (g_strcmp0 (row->operation->title, operation->title) == 0
          && g_strcmp0 (row->operation->service, operation->service) == 0
          && g_str_equal (row->amount.currency, operation->amount.currency)
          && row->from - 1 == operation->date)
        return row;
    }
  return NULL;
}

static void
close_older_than (Folding *self, CabinetDate date)
{
  for (guint i = self->open->len; i > 0; i--)
    {
      CabinetStatementRow *row = g_ptr_array_index (self->open, i - 1);

      if (row->from > date + 1)
        g_ptr_array_remove_index (self->open, i - 1);
    }
}

/* Returns FALSE when nothing that follows can change the rows. */
static gboolean
fold (Folding *self, CabinetOperation *operation)
{
  gboolean charge = operation->kind == CABINET_OPERATION_KIND_CHARGE;
  CabinetStatementRow *run;

  close_older_than (self, operation->date);
  run = charge ? find_open (self, operation) : NULL;
  if (run != NULL && cabinet_money_add (&run->amount, &operation->amount, NULL))
    {
      run->kind = CABINET_STATEMENT_ROW_RUN;
      run->count++;
      run->from = operation->date;
      return TRUE;
    }
  /* What comes in ends the runs: before and after it the balance is another. */
  if (!charge)
    g_ptr_array_set_size (self->open, 0);
  if (self->rows->len >= self->n_wanted)
    return self->open->len > 0;
  run = row_new (operation);
  g_ptr_array_add (self->rows, run);
  if (charge)
    g_ptr_array_add (self->open, run);
  return TRUE;
}

/**
 * cabinet_account_load_recent:
 * @self: an account
 * @n_rows: how many rows at most
 *
 * Returns: (transfer full): the newest operations as #CabinetStatementRow; charges of one title on
 *   consecutive days are one row
 */
GListModel *
cabinet_account_load_recent (CabinetAccount *self, guint n_rows)
{
  GListStore *store = g_list_store_new (CABINET_TYPE_STATEMENT_ROW);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Folding folding = { rows, open, n_rows };
  CabinetLedgerFilter filter = { 0 };
  gboolean more = n_rows > 0;

  for (guint offset = 0; more && offset < MAX_OPERATIONS; offset += PIECE)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) piece = cabinet_archive_query_rows (self->core->archive, self->id, &filter,
                                                                CABINET_DATE_NONE, offset, PIECE, &error);

      if (piece == NULL)
        {
          g_warning ("operations could not be read: %s", error->message);
          break;
        }
      for (guint i = 0; more && i < piece->len; i++)
        more = fold (&folding, g_ptr_array_index (piece, i));
      more = more && piece->len == PIECE;
    }
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  return G_LIST_MODEL (store);
}
