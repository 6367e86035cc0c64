/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-refresh.h"

#include "cabinet-conversation-private.h"
#include "cabinet-full-sync.h"

/* So long a guess of what a system can is kept (design, operation 10). */
#define CAPABILITIES_LAST (10 * G_TIME_SPAN_MINUTE)

typedef struct
{
  CabinetRefreshScope scope;
  CabinetCore *core;
  CabinetSignIn *sign_in;
  gboolean knows;    /* what can be done was read a moment ago */
  gboolean doubtful; /* what was read does not fit together: all is read once more, whatever was unchanged */
  CabinetInstant asked_at;
  CabinetInstant read_at; /* when the first answer came */
  CabinetInstant skew;    /* of the server's clock, as that answer told it */
  guint64 requests;       /* of the sign-in, before */
  guint64 bytes;
  CabinetSyncResult summary;
} Refresh;

static void read_overview (GTask *task);
static void read_capabilities (GTask *task);
static void read_ledger (GTask *task);

static void
refresh_free (Refresh *self)
{
  g_clear_object (&self->core);
  g_clear_object (&self->sign_in);
  g_free (self);
}

static void
count_traffic (Refresh *self)
{
  guint64 requests, bytes;

  cabinet_sign_in_get_traffic (self->sign_in, &requests, &bytes);
  self->summary.requests = requests - self->requests;
  self->summary.bytes = bytes - self->bytes;
}

/* Takes @task and @error. */
static void
fail (GTask *task, GError *error)
{
  count_traffic (g_task_get_task_data (task));
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes @task. */
static void
succeed (GTask *task)
{
  count_traffic (g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Asks for @op with the validator that is kept for it. Takes @task. */
static void
ask (GTask *task, CabinetOp op, const char *owner, const char *resource, GAsyncReadyCallback callback)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  g_autofree char *etag =
    self->doubtful ? NULL : cabinet_archive_load_validator (self->core->archive, owner, resource, NULL);
  CabinetCall call = { 0 };

  call.contract = account->contract->id;
  call.currency = account->contract->currency;
  call.etag = etag;
  self->asked_at = cabinet_instant_now ();
  cabinet_sign_in_call_async (self->sign_in, op, &call, g_task_get_cancellable (task), callback, task);
}

/* The server looked at its clock somewhere between the question and the answer. */
static void
note_clock (GTask *task, CabinetReply *reply)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);

  self->read_at = cabinet_instant_now ();
  self->skew = reply->server_time != 0
                 ? reply->server_time - (self->asked_at + (self->read_at - self->asked_at) / 2)
                 : account->clock_skew;
}

static void
on_talk (GObject *source, GAsyncResult *result, gpointer user_data)
{
  cabinet_account_read_talk_finish (CABINET_ACCOUNT (source), result);
  succeed (user_data);
}

/* The newest operation leaves the balance that the contract shows, if it tells what it leaves. */
static gboolean
ends_at_balance (CabinetAccount *account, Refresh *self, GError **error)
{
  g_autoptr (GPtrArray) rows =
    cabinet_archive_query_rows (self->core->archive, account->id, NULL, CABINET_DATE_NONE, 0, 1, NULL);
  CabinetOperation *newest = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  CabinetBalance *balance = cabinet_account_get_main_balance (account);
  g_autofree char *left = NULL, *shown = NULL;

  if (newest == NULL || balance == NULL || !cabinet_money_is_set (&newest->balance_after)
      || !cabinet_money_is_set (&balance->amount) || newest->balance_after.micros == balance->amount.micros)
    return TRUE;
  left = cabinet_money_to_decimal (&newest->balance_after, CABINET_ROUND_HALF_AWAY);
  shown = cabinet_money_to_decimal (&balance->amount, CABINET_ROUND_HALF_AWAY);
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "sums",
                     "balances[0].amount: %s, but the newest operation leaves %s", shown, left);
  return FALSE;
}

static void
on_ledger (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  CabinetLedgerChange change = { 0 };
  GError *error = NULL;
  gboolean full = g_async_result_is_tagged (result, cabinet_full_sync_async);
  gboolean done =
    full ? cabinet_full_sync_finish (result, &change, &error) : cabinet_sync_finish (result, &change, &error);

  cabinet_account_note_ledger (account);
  self->summary.added += change.added;
  self->summary.changed += change.changed;
  if (done && !full && !ends_at_balance (account, self, &error))
    {
      /* An operation that came between the two readings, or an “unchanged” that was not true. */
      if (self->doubtful)
        {
          fail (task, error);
          return;
        }
      g_clear_error (&error);
      self->doubtful = TRUE;
      read_overview (task);
      return;
    }
  if (!done && !g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    {
      fail (task, error);
      return;
    }
  g_clear_error (&error);
  cabinet_account_read_talk_async (account, g_task_get_cancellable (task), on_talk, task);
}

static void
on_archived (guint months_left, gpointer user_data)
{
  CabinetAccount *account = user_data;

  account->months_left = months_left;
  cabinet_account_refreshing_changed (account);
  cabinet_account_ledger_changed (account);
}

static void
on_guest_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Refresh *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    fail (task, error);
  else if (self->scope == CABINET_REFRESH_FIRST)
    succeed (task);
  else
    cabinet_account_read_talk_async (g_task_get_source_object (task), g_task_get_cancellable (task), on_talk,
                                     task);
}

/* A guest has neither balance nor ledger: the talk is all there is (H5). Takes @task. */
static void
read_as_guest (GTask *task)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);

  cabinet_account_take_overview (account, NULL, self->read_at, self->skew);
  cabinet_archive_save_overview_async (self->core->archive, account->id, NULL, self->read_at, self->skew,
                                       NULL, g_task_get_cancellable (task), on_guest_saved, task);
}

static gboolean
is_told_whole (Refresh *self)
{
  return cabinet_provider_get_ledger (cabinet_sign_in_get_stored (self->sign_in)->connector)
         != CABINET_LEDGER_PAGES;
}

/* Takes @task. */
static void
read_ledger (GTask *task)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);

  if (cabinet_account_get_guest (account))
    {
      read_as_guest (task);
      return;
    }
  if (self->scope == CABINET_REFRESH_FIRST)
    {
      succeed (task);
      return;
    }
  if (is_told_whole (self))
    cabinet_full_sync_async (self->sign_in, account->id, account->contract->id, account->overview,
                             on_archived, account, g_task_get_cancellable (task), on_ledger, task);
  else
    cabinet_sync_async (self->sign_in, account->id, account->contract->id, self->doubtful, on_archived,
                        account, g_task_get_cancellable (task), on_ledger, task);
}

static void
on_capabilities_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    read_ledger (task);
  else
    fail (task, error);
}

static void
on_capabilities (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply != NULL && cabinet_account_get_guest (account))
    note_clock (task, reply);
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    {
      g_clear_error (&error);
      read_ledger (task);
    }
  else if (reply == NULL)
    fail (task, error);
  else if (reply->not_modified || reply->record == NULL)
    read_ledger (task);
  else
    {
      cabinet_account_take_capabilities (account, reply->record);
      cabinet_archive_save_capabilities_async (self->core->archive, account->id, reply->record, reply->etag,
                                               g_task_get_cancellable (task), on_capabilities_saved, task);
    }
}

/* Takes @task. */
static void
read_capabilities (GTask *task)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);

  if (self->knows)
    read_ledger (task);
  else
    ask (task, CABINET_OP_READ_CAPABILITIES, account->id, CABINET_RESOURCE_CAPABILITIES, on_capabilities);
}

static void
on_overview_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    read_capabilities (task);
  else
    fail (task, error);
}

static void
on_overview (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  gpointer overview;

  if (reply == NULL)
    {
      fail (task, error);
      return;
    }
  note_clock (task, reply);
  overview = reply->not_modified ? NULL : reply->record;
  cabinet_account_take_overview (account, overview, self->read_at, self->skew);
  cabinet_archive_save_overview_async (self->core->archive, account->id, overview, self->read_at, self->skew,
                                       reply->etag, g_task_get_cancellable (task), on_overview_saved, task);
}

/* Takes @task. */
static void
read_overview (GTask *task)
{
  CabinetAccount *account = g_task_get_source_object (task);

  if (cabinet_account_get_guest (account))
    {
      read_capabilities (task);
      return;
    }
  ask (task, CABINET_OP_READ_OVERVIEW, account->id, CABINET_RESOURCE_OVERVIEW, on_overview);
}

static void
on_provider_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    read_overview (task);
  else
    fail (task, error);
}

static void
on_provider (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetAccount *account = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
      || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_steal_pointer (&error));
  else if (reply == NULL || reply->not_modified || reply->record == NULL)
    /* The descriptor that is known will do. */
    read_overview (task);
  else
    {
      g_autoptr (CabinetStoredSignIn) stored =
        cabinet_stored_sign_in_copy (cabinet_sign_in_get_stored (self->sign_in));

      g_set_object (&stored->info, (CabinetProviderInfo *) reply->record);
      cabinet_sign_in_set_stored (self->sign_in, stored);
      cabinet_account_sign_in_changed (account);
      cabinet_archive_save_provider_async (self->core->archive, stored->id, reply->record, reply->etag,
                                           g_task_get_cancellable (task), on_provider_saved, task);
    }
}

/* The descriptor changes rarely: it is read with the first refresh of a day. */
static gboolean
provider_is_due (CabinetAccount *account, Refresh *self)
{
  if (self->scope == CABINET_REFRESH_FIRST)
    return FALSE;
  return cabinet_sign_in_get_stored (self->sign_in)->info == NULL
         || account->read_at / G_TIME_SPAN_DAY != cabinet_instant_now () / G_TIME_SPAN_DAY;
}

/* Systems that are not asked for it in one question: with the first refresh of ten minutes, or when what was
 * known does not hold any more. */
static gboolean
knows_capabilities (CabinetAccount *account, Refresh *self)
{
  g_autofree char *etag = NULL;

  if (account->capabilities == NULL || !is_told_whole (self)
      || account->read_at / CAPABILITIES_LAST != cabinet_instant_now () / CAPABILITIES_LAST)
    return FALSE;
  etag =
    cabinet_archive_load_validator (self->core->archive, account->id, CABINET_RESOURCE_CAPABILITIES, NULL);
  return etag != NULL;
}

/**
 * cabinet_refresh_async:
 * @account: what to read; kept alive meanwhile
 * @scope: how much of it
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
cabinet_refresh_async (CabinetAccount *account,
                       CabinetRefreshScope scope,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (account, cancellable, callback, user_data);
  Refresh *self = g_new0 (Refresh, 1);

  g_task_set_source_tag (task, cabinet_refresh_async);
  g_task_set_task_data (task, self, (GDestroyNotify) refresh_free);
  self->scope = scope;
  self->core = g_object_ref (account->core);
  self->sign_in = g_object_ref (account->sign_in);
  self->knows = knows_capabilities (account, self);
  cabinet_sign_in_get_traffic (self->sign_in, &self->requests, &self->bytes);
  if (provider_is_due (account, self))
    ask (task, CABINET_OP_READ_PROVIDER, cabinet_account_get_sign_in_id (account), CABINET_RESOURCE_PROVIDER,
         on_provider);
  else
    read_overview (task);
}

/**
 * cabinet_refresh_finish:
 * @result: what the callback was given
 * @summary: (out) (optional): what was done, also when it failed half-way. Requests are those of the sign-in
 *   meanwhile: of several contracts that are read at once, each counts them all
 * @error: (optional): the first thing that went wrong
 *
 * Returns: TRUE if all was read and archived
 */
gboolean
cabinet_refresh_finish (GAsyncResult *result, CabinetSyncResult *summary, GError **error)
{
  Refresh *self = g_task_get_task_data (G_TASK (result));

  if (summary != NULL)
    *summary = self->summary;
  return g_task_propagate_boolean (G_TASK (result), error);
}
