/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

enum
{
  PAYMENTS,
  FEES,
};

/* All of both lists: asked for N rows the server gives the N oldest, whatever order is wished. */
static const AbillsRead reads[] = {
  [PAYMENTS] = { "user/payments", ABILLS_NEEDED },
  [FEES] = { "user/fees", ABILLS_NEEDED },
  { NULL },
};

/* The list says what a row is. Two rows of both lists may have one number. */
static CabinetOperation *
operation_new (JsonObject *row, char kind, const char *currency)
{
  gboolean is_payment = kind == ABILLS_ID_PAYMENT;
  CabinetMoney sum = cabinet_loose_get_money (row, "sum", currency);
  g_autofree char *id = abills_dup_id (kind, row, "id");
  CabinetOperation *operation;

  if (id == NULL || !cabinet_money_is_set (&sum))
    return NULL;
  operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  operation->id = g_steal_pointer (&id);
  operation->revision = 1;
  operation->at = abills_get_time (row, "datetime", &operation->date);
  if (operation->date == CABINET_DATE_NONE)
    {
      /* Older than all that has a date. */
      operation->date = cabinet_date_new (1970, 1, 2);
      operation->at = 1;
    }
  operation->kind = is_payment ? CABINET_OPERATION_KIND_PAYMENT : CABINET_OPERATION_KIND_CHARGE;
  operation->amount = cabinet_money (is_payment ? sum.micros : -sum.micros, currency);
  operation->title = cabinet_loose_dup_text (row, "dsc");
  if (operation->title == NULL)
    operation->title = g_strdup (is_payment ? _ ("Payment") : _ ("Charge"));
  if (is_payment)
    operation->number = cabinet_loose_dup_text (row, "extId");
  return operation;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *x = *(CabinetOperation *const *) a;
  const CabinetOperation *y = *(CabinetOperation *const *) b;

  if (x->date != y->date)
    return x->date < y->date ? 1 : -1;
  if (x->at != y->at)
    return x->at < y->at ? 1 : -1;
  return g_strcmp0 (y->id, x->id);
}

static gboolean
add_rows (CabinetSequence *sequence, guint step, char kind, GPtrArray *operations, GError **error)
{
  JsonArray *rows = abills_get_rows (sequence, step);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      CabinetOperation *operation =
        operation_new (cabinet_loose_get_element (rows, i), kind, abills_get_currency (sequence));

      /* A row that is left out would be taken for withdrawn. */
      if (operation == NULL)
        {
          cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "%s[%u]: no number or no sum",
                             reads[step].path, i);
          return FALSE;
        }
      g_ptr_array_add (operations, operation);
    }
  return TRUE;
}

CabinetRequest *
abills_read_statement (CabinetSequence *sequence, GError **error)
{
  CabinetRequest *next = abills_read_all (sequence, reads, error);
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetOperationPage *page;

  if (next != NULL || *error != NULL || !add_rows (sequence, PAYMENTS, ABILLS_ID_PAYMENT, operations, error)
      || !add_rows (sequence, FEES, ABILLS_ID_FEE, operations, error))
    return next;
  /* Fees are filed back: by their numbers they are not in the order of time. */
  g_ptr_array_sort (operations, compare);
  page = g_object_new (CABINET_TYPE_OPERATION_PAGE, NULL);
  page->epoch = g_strdup ("");
  g_list_store_splice (page->operations, 0, 0, operations->pdata, operations->len);
  if (operations->len > 0)
    page->covers_from = CABINET_OPERATION (g_ptr_array_index (operations, operations->len - 1))->date;
  sequence->record = page;
  return NULL;
}
