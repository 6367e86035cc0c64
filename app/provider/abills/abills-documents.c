/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

/* Invoices, as data: the system has no files of them. */

static CabinetDocument *
document_new (CabinetSequence *sequence, JsonObject *row, const char *member)
{
  CabinetDocument *document;
  g_autofree char *id = abills_dup_id (ABILLS_ID_INVOICE, row, member);

  if (id == NULL)
    return NULL;
  document = g_object_new (CABINET_TYPE_DOCUMENT, NULL);
  document->id = g_steal_pointer (&id);
  document->kind = CABINET_DOCUMENT_KIND_INVOICE;
  document->number = cabinet_loose_dup_text (row, "invoiceNum");
  document->on = cabinet_loose_get_date (row, "date");
  document->amount = cabinet_loose_get_money (row, "totalSum", abills_get_currency (sequence));
  if (cabinet_loose_get_int (row, "paymentId") > 0)
    document->payment_id = abills_dup_id (ABILLS_ID_PAYMENT, row, "paymentId");
  return document;
}

static gint
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CabinetDocument *x = a;
  const CabinetDocument *y = b;

  return (x->on < y->on) - (x->on > y->on);
}

/**
 * abills_list_documents:
 *
 * CABINET_OP_LIST_DOCUMENTS
 */
CabinetRequest *
abills_list_documents (CabinetSequence *sequence, GError **error)
{
  CabinetDocumentList *list;
  JsonArray *rows;

  if (sequence->answers->len == 0)
    return abills_get ("user/docs/invoices");
  if (!abills_check (sequence, 0, error))
    return NULL;
  list = g_object_new (CABINET_TYPE_DOCUMENT_LIST, NULL);
  rows = cabinet_loose_get_array (cabinet_sequence_get_object (sequence, 0), "list");
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      g_autoptr (CabinetDocument) document =
        document_new (sequence, cabinet_loose_get_element (rows, i), "id");

      if (document != NULL)
        g_list_store_insert_sorted (list->documents, document, compare, NULL);
    }
  sequence->record = list;
  return NULL;
}

static void
add_line (CabinetSequence *sequence, CabinetDocument *document, JsonObject *row)
{
  g_autoptr (CabinetDocumentLine) line = g_object_new (CABINET_TYPE_DOCUMENT_LINE, NULL);

  line->title = cabinet_loose_dup_text (row, "orders");
  line->count = MAX (cabinet_loose_get_int (row, "counts"), 0);
  line->price = cabinet_loose_get_money (row, "price", abills_get_currency (sequence));
  if (line->title != NULL)
    g_list_store_append (document->lines, line);
}

/**
 * abills_read_document:
 *
 * CABINET_OP_READ_DOCUMENT
 */
CabinetRequest *
abills_read_document (CabinetSequence *sequence, GError **error)
{
  const char *number = abills_parse_id (sequence->call->id, ABILLS_ID_INVOICE);
  g_autofree char *path = g_strdup_printf ("user/docs/invoices/%s", number);
  g_autoptr (CabinetDocument) document = NULL;
  JsonObject *answer;
  JsonArray *rows;

  if (number != NULL && sequence->answers->len == 0)
    return abills_get (path);
  if (number != NULL && !abills_check (sequence, 0, error))
    return NULL;
  answer = number != NULL ? cabinet_sequence_get_object (sequence, 0) : NULL;
  /* One of another contract may be told as a row of nothing. */
  if (!abills_has_id (answer, "docId", sequence->call->id, ABILLS_ID_INVOICE))
    {
      g_propagate_error (error, abills_not_found ());
      return NULL;
    }
  document = document_new (sequence, answer, "docId");
  document->due = cabinet_loose_get_money (answer, "amountForPay", abills_get_currency (sequence));
  document->pay_by = cabinet_loose_get_date (answer, "expireDate");
  rows = cabinet_loose_get_array (answer, "orders");
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    add_line (sequence, document, cabinet_loose_get_element (rows, i));
  sequence->record = g_steal_pointer (&document);
  return NULL;
}
