/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-ledger-reader.h"

#define PAGE_SIZE 500

struct _CabinetLedgerReader
{
  CabinetSignIn *sign_in;
  char *contract;
  char *epoch;
  CabinetDate month;
  gint64 since;
  GHashTable *ids;     /* seen, with their revision */
  GHashTable *cursors; /* seen */
  char *cursor;        /* of the next page; NULL = the first */
  gboolean done;
};

/**
 * cabinet_ledger_reader_new:
 * @sign_in: whose contract it is
 * @contract: the provider's id of it
 * @epoch: the epoch that every page must be of
 * @month: the first day of a month, or CABINET_DATE_NONE for the feed of changes
 * @since: with the feed: changes after this one
 *
 * Returns: (transfer full): a reader before its first page
 */
CabinetLedgerReader *
cabinet_ledger_reader_new (
  CabinetSignIn *sign_in, const char *contract, const char *epoch, CabinetDate month, gint64 since)
{
  CabinetLedgerReader *self = g_new0 (CabinetLedgerReader, 1);

  self->sign_in = g_object_ref (sign_in);
  self->contract = g_strdup (contract);
  self->epoch = g_strdup (epoch);
  self->month = month;
  self->since = since;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
cabinet_ledger_reader_free (CabinetLedgerReader *self)
{
  g_clear_object (&self->sign_in);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->cursors, g_hash_table_unref);
  g_free (self->contract);
  g_free (self->epoch);
  g_free (self->cursor);
  g_free (self);
}

gboolean
cabinet_ledger_reader_is_done (CabinetLedgerReader *self)
{
  return self->done;
}

/* In a feed a row may come again, changed once more while it was read. */
static gboolean
check_row (CabinetLedgerReader *self, CabinetOperation *operation, guint i, GError **error)
{
  gpointer seen;

  if (g_hash_table_lookup_extended (self->ids, operation->id, NULL, &seen)
      && (self->month != CABINET_DATE_NONE || GPOINTER_TO_SIZE (seen) >= (gsize) operation->revision))
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "repeated",
                         "operations[%u].id: “%s” was sent before, the page repeats", i, operation->id);
      return FALSE;
    }
  g_hash_table_insert (self->ids, g_strdup (operation->id), GSIZE_TO_POINTER ((gsize) operation->revision));
  return TRUE;
}

static gboolean
check_page (CabinetLedgerReader *self, CabinetOperationPage *page, GError **error)
{
  guint n = cabinet_list_length (page->operations);

  if (g_strcmp0 (page->epoch, self->epoch) != 0)
    {
      cabinet_set_error (error, CABINET_ERROR_REFUSED, "gone", "epoch: the history was rebuilt meanwhile");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!check_row (self, cabinet_list_get (page->operations, i), i, error))
      return FALSE;
  if (page->next != NULL && !g_hash_table_add (self->cursors, g_strdup (page->next)))
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "cursor-loop",
                         "next: this cursor was given before, the pages go in a circle");
      return FALSE;
    }
  return TRUE;
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetLedgerReader *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  CabinetOperationPage *page = reply != NULL ? reply->record : NULL;

  if (reply != NULL && page == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, NULL, "operations: missing");
  if (error != NULL || !check_page (self, page, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_free (self->cursor);
  self->cursor = g_strdup (page->next);
  self->done = page->next == NULL;
  g_task_return_pointer (task, g_object_ref (page), g_object_unref);
}

/**
 * cabinet_ledger_reader_next_async:
 * @self: a reader that is not done and does not read; must live until @callback was called
 * @cancellable: (nullable): a cancellable
 * @callback: called with the next page
 * @user_data: for @callback
 */
void
cabinet_ledger_reader_next_async (CabinetLedgerReader *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self->sign_in, cancellable, callback, user_data);
  CabinetCall call = { 0 };

  g_task_set_task_data (task, self, NULL);
  call.contract = self->contract;
  call.month = self->month;
  call.has_since = self->month == CABINET_DATE_NONE;
  call.since = self->since;
  call.epoch = self->epoch;
  call.cursor = self->cursor;
  call.limit = PAGE_SIZE;
  cabinet_sign_in_call_async (self->sign_in, CABINET_OP_READ_STATEMENT, &call, cancellable, on_page,
                              g_steal_pointer (&task));
}

/**
 * cabinet_ledger_reader_next_finish:
 * @self: a reader
 * @result: what the callback was given
 * @error: (optional): CABINET_ERROR_PROTOCOL if the page cannot be believed; CABINET_ERROR_REFUSED with the
 *   code "gone" if the history was rebuilt
 *
 * Returns: (transfer full): the page
 */
CabinetOperationPage *
cabinet_ledger_reader_next_finish (CabinetLedgerReader *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
