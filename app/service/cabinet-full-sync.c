/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-full-sync.h"

/* So much is kept to know a doubtful list again. */
#define DOUBT_LENGTH 40

typedef struct
{
  CabinetSignIn *sign_in;
  CabinetArchive *archive;
  char *account;
  char *mark; /* the balances: while they stand, the list is not asked for */
  CabinetMoney balance;
  CabinetSyncArchived archived;
  gpointer archived_data;

  gboolean partial;               /* nothing is withdrawn for what it lacks */
  char *doubt;                    /* to know the list again, if it is doubtful */
  char *etag;                     /* of the list */
  CabinetOperationMonths *months; /* to be saved */
  CabinetDate oldest;             /* of them that the list covers; NONE = it covers none */
  CabinetDate oldest_day;         /* of the list */
  GListStore *oldest_rows;        /* unowned: those of @oldest */
  GPtrArray *rows;                /* of GListStore, one for each of them */
  guint next;
  CabinetLedgerChange change;
} FullSync;

static void
full_sync_free (FullSync *self)
{
  g_object_unref (self->sign_in);
  g_object_unref (self->archive);
  g_clear_object (&self->months);
  g_ptr_array_unref (self->rows);
  g_free (self->account);
  g_free (self->mark);
  g_free (self->doubt);
  g_free (self->etag);
  g_free (self);
}

static void advance (GTask *task);

static void
add_to (CabinetOperationMonth *month, CabinetOperation *operation)
{
  CabinetMoney *total = operation->amount.micros < 0 ? &month->charged : &month->credited;

  month->count++;
  if (!cabinet_money_is_set (total))
    *total = cabinet_money (0, operation->amount.currency);
  cabinet_money_add (total, &operation->amount, NULL);
}

/* What has no date is put where time begins: it does not make the list reach back to there. */
static gboolean
has_date (CabinetOperation *operation)
{
  return operation->date > cabinet_date_new (1970, 1, 2);
}

/* @page is newest first, so each month is one piece of it. */
static void
split (FullSync *self, CabinetOperationPage *page)
{
  CabinetOperationMonth *month = NULL;

  for (guint i = 0; i < cabinet_list_length (page->operations); i++)
    {
      CabinetOperation *operation = cabinet_list_get (page->operations, i);
      CabinetDate first = cabinet_date_month_start (operation->date);

      if (month == NULL || month->month != first)
        {
          g_autoptr (CabinetOperationMonth) begun = g_object_new (CABINET_TYPE_OPERATION_MONTH, NULL);

          month = begun;
          month->month = first;
          g_list_store_append (self->months->months, month);
          g_ptr_array_add (self->rows, g_list_store_new (CABINET_TYPE_OPERATION));
        }
      add_to (month, operation);
      g_list_store_append (g_ptr_array_index (self->rows, self->rows->len - 1), operation);
      if (has_date (operation))
        {
          self->oldest = first;
          self->oldest_day = operation->date;
          self->oldest_rows = g_ptr_array_index (self->rows, self->rows->len - 1);
        }
    }
}

static gboolean
is_listed (GListStore *rows, const char *id)
{
  for (guint i = 0; i < cabinet_list_length (rows); i++)
    if (g_str_equal (CABINET_OPERATION (cabinet_list_get (rows, i))->id, id))
      return TRUE;
  return FALSE;
}

/* The server may have cut off what is older than the oldest day that it lists: of that month, this stays. */
static gboolean
keep_cut_off (FullSync *self, GError **error)
{
  const CabinetLedgerFilter filter = { .from = self->oldest, .to = self->oldest_day };
  g_autoptr (GPtrArray) archived = NULL;

  if (self->oldest_rows == NULL)
    return TRUE;
  archived =
    cabinet_archive_query_rows (self->archive, self->account, &filter, self->oldest, 0, G_MAXINT, error);
  for (guint i = 0; archived != NULL && i < archived->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (archived, i);

      if (!is_listed (self->oldest_rows, operation->id))
        g_list_store_append (self->oldest_rows, operation);
    }
  return archived != NULL;
}

/* Months that the archive has within what the list covers, and the list has not: they come out empty. */
static void
add_vanished (FullSync *self, GPtrArray *archived)
{
  guint n = cabinet_list_length (self->months->months);

  if (self->oldest == CABINET_DATE_NONE)
    return;
  for (guint i = 0; i < archived->len; i++)
    {
      CabinetOperationMonth *month = g_ptr_array_index (archived, i);
      g_autoptr (CabinetOperationMonth) empty = NULL;
      gboolean listed = FALSE;

      for (guint j = 0; j < n && !listed; j++)
        listed = CABINET_OPERATION_MONTH (cabinet_list_get (self->months->months, j))->month == month->month;
      if (listed || month->month < self->oldest || month->count == 0)
        continue;
      empty = g_object_new (CABINET_TYPE_OPERATION_MONTH, NULL);
      empty->month = month->month;
      g_list_store_append (self->months->months, empty);
      g_ptr_array_add (self->rows, g_list_store_new (CABINET_TYPE_OPERATION));
    }
}

/* A list that lost half of what is known, or all payments or all charges, or does not end at the balance: an
 * operator's fault, or a list that was switched off, more often than the truth (Q3). */
static gboolean
is_doubtful (FullSync *self, CabinetOperationPage *page, GPtrArray *archived)
{
  guint n = cabinet_list_length (page->operations);
  CabinetOperation *newest = n > 0 ? cabinet_list_get (page->operations, 0) : NULL;
  gboolean lost_charges = FALSE, lost_credits = FALSE;
  gint64 known = 0;

  for (guint i = 0; i < archived->len; i++)
    {
      CabinetOperationMonth *month = g_ptr_array_index (archived, i);

      known += month->count;
      lost_charges = lost_charges || month->charged.micros != 0;
      lost_credits = lost_credits || month->credited.micros != 0;
    }
  for (guint i = 0; i < n; i++)
    {
      CabinetOperation *operation = cabinet_list_get (page->operations, i);

      lost_charges = lost_charges && operation->amount.micros >= 0;
      lost_credits = lost_credits && operation->amount.micros <= 0;
    }
  if (2 * (gint64) n < known || lost_charges || lost_credits)
    return TRUE;
  return newest != NULL && cabinet_money_is_set (&newest->balance_after)
         && newest->balance_after.micros != self->balance.micros;
}

/* By its rows: what else is told beside them moves. */
static char *
dup_doubt (CabinetOperationPage *page)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < cabinet_list_length (page->operations); i++)
    {
      g_autofree char *row = cabinet_record_encode_text (cabinet_list_get (page->operations, i));

      g_checksum_update (sum, (const guchar *) row, -1);
    }
  return g_strdup_printf ("?%.*s", DOUBT_LENGTH, g_checksum_get_string (sum));
}

static gboolean
take_list (FullSync *self, CabinetReply *reply, GError **error)
{
  CabinetOperationPage *page = reply->record;
  g_autoptr (GPtrArray) archived = NULL;
  g_autofree CabinetLedgerState *state = NULL;

  if (page == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, NULL, "operations: missing");
      return FALSE;
    }
  archived = cabinet_archive_load_months (self->archive, self->account, error);
  if (archived == NULL)
    return FALSE;
  self->doubt = dup_doubt (page);
  state = cabinet_archive_load_ledger_state (self->archive, self->account, NULL);
  self->partial =
    is_doubtful (self, page, archived) && (state == NULL || !g_str_equal (state->epoch, self->doubt));
  split (self, page);
  if (self->partial)
    return TRUE;
  if (!keep_cut_off (self, error))
    return FALSE;
  add_vanished (self, archived);
  return TRUE;
}

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FullSync *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply == NULL || (!reply->not_modified && !take_list (self, reply, &error)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->etag = g_strdup (reply->etag);
  advance (g_steal_pointer (&task));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FullSync *self = g_task_get_task_data (task);
  CabinetLedgerChange change = { 0 };
  GError *error = NULL;

  if (!cabinet_archive_save_operations_finish (CABINET_ARCHIVE (source), result, &change, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->change.added += change.added;
  self->change.changed += change.changed;
  if (change.added + change.changed > 0 && self->archived != NULL)
    self->archived (0, self->archived_data);
  self->next++;
  advance (g_steal_pointer (&task));
}

static void
on_sealed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. A month is one transaction. */
static void
advance (GTask *task)
{
  FullSync *self = g_task_get_task_data (task);
  CabinetOperationMonth *month;

  if (self->next == self->rows->len)
    {
      self->months->epoch = g_strdup (self->partial ? self->doubt : self->mark);
      cabinet_archive_save_ledger_state_async (self->archive, self->account, self->months,
                                               self->partial ? NULL : self->etag,
                                               g_task_get_cancellable (task), on_sealed, task);
      return;
    }
  month = cabinet_list_get (self->months->months, self->next);
  cabinet_archive_save_operations_async (
    self->archive, self->account, G_LIST_MODEL (g_ptr_array_index (self->rows, self->next)),
    self->partial ? NULL : month, g_task_get_cancellable (task), on_saved, task);
}

/* Every sum of money that the contract shows: it moves when the ledger does. */
static char *
dup_mark (CabinetOverview *overview, CabinetMoney *main_balance)
{
  GString *mark = g_string_new ("=");

  for (guint i = 0; i < cabinet_list_length (overview->balances); i++)
    {
      CabinetBalance *balance = cabinet_list_get (overview->balances, i);

      if (i == 0)
        *main_balance = balance->amount;
      if (cabinet_money_is_set (&balance->amount))
        g_string_append_printf (mark, " %" G_GINT64_FORMAT, balance->amount.micros);
    }
  return g_string_free (mark, FALSE);
}

/**
 * cabinet_full_sync_async:
 * @sign_in: whose contract it is
 * @account: the id of the account in the archive
 * @contract: the provider's id of the contract
 * @overview: of the contract, just read: while its balances stand, the list is not asked for
 * @archived: (nullable): called after rows were archived; only before @callback
 * @archived_data: for @archived
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the whole ledger, if the balance has moved, and compares it row by row: new rows are added, changed
 * ones renewed, and what is missing within the time that the list covers is marked withdrawn. What is older
 * stays, for servers cut their lists off. A doubtful list only adds, until it comes a second time (Q3, Q4).
 */
void
cabinet_full_sync_async (CabinetSignIn *sign_in,
                         const char *account,
                         const char *contract,
                         CabinetOverview *overview,
                         CabinetSyncArchived archived,
                         gpointer archived_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (sign_in, cancellable, callback, user_data);
  FullSync *self = g_new0 (FullSync, 1);
  g_autofree CabinetLedgerState *state = NULL;
  g_autofree char *etag = NULL;
  CabinetCall call = { 0 };

  g_task_set_source_tag (task, cabinet_full_sync_async);
  g_task_set_task_data (task, self, (GDestroyNotify) full_sync_free);
  self->sign_in = g_object_ref (sign_in);
  self->archive = g_object_ref (cabinet_sign_in_get_core (sign_in)->archive);
  self->account = g_strdup (account);
  self->mark = dup_mark (overview, &self->balance);
  self->archived = archived;
  self->archived_data = archived_data;
  self->months = g_object_new (CABINET_TYPE_OPERATION_MONTHS, NULL);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);

  state = cabinet_archive_load_ledger_state (self->archive, account, NULL);
  if (state != NULL && g_str_equal (state->epoch, self->mark))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  etag = cabinet_archive_load_validator (self->archive, account, CABINET_RESOURCE_MONTHS, NULL);
  call.contract = contract;
  call.etag = etag;
  call.currency = cabinet_money_is_set (&self->balance) ? self->balance.currency : NULL;
  cabinet_sign_in_call_async (sign_in, CABINET_OP_READ_STATEMENT, &call, cancellable, on_list,
                              g_steal_pointer (&task));
}

/**
 * cabinet_full_sync_finish:
 * @change: (out) (optional): what was archived, also when it failed half-way
 *
 * Returns: TRUE if the archive has all that the provider has
 */
gboolean
cabinet_full_sync_finish (GAsyncResult *result, CabinetLedgerChange *change, GError **error)
{
  if (change != NULL)
    *change = ((FullSync *) g_task_get_task_data (G_TASK (result)))->change;
  return g_task_propagate_boolean (G_TASK (result), error);
}
