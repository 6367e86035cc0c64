/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sync.h"

#include "cabinet-ledger-reader.h"

#include <glib/gi18n-lib.h>

/* How often the history may be rebuilt, or the sums be off, while it is read, before that is an error. */
#define MAX_ROUNDS 3

/* What is done now. Each step ends in advance(), which chooses the next one. */
typedef enum
{
  STEP_LIST_MONTHS, /* what the ledger must add up to */
  STEP_FEED,        /* changes since what is archived */
  STEP_MONTH,       /* a month whole */
  STEP_SEAL,        /* the archive is complete: say so in it */
  STEP_DONE,
} Step;

typedef struct
{
  CabinetSignIn *sign_in;
  CabinetArchive *archive;
  char *account;
  char *contract;
  CabinetSyncArchived archived;
  gpointer archived_data;

  Step step;
  guint round;
  gboolean forced;                /* read the months without the validator */
  CabinetOperationMonths *months; /* the server's word */
  char *etag;
  GQueue wanted; /* of CabinetOperationMonth, newest first */
  CabinetLedgerReader *reader;
  GListStore *rows;           /* of the month that is read */
  CabinetOperationMonth *off; /* the first month that did not add up in this round */
  CabinetLedgerChange change;
} Sync;

static void
sync_free (Sync *self)
{
  g_clear_object (&self->sign_in);
  g_clear_object (&self->archive);
  g_clear_object (&self->months);
  g_clear_object (&self->rows);
  g_clear_object (&self->off);
  g_clear_pointer (&self->reader, cabinet_ledger_reader_free);
  g_queue_clear_full (&self->wanted, g_object_unref);
  g_free (self->account);
  g_free (self->contract);
  g_free (self->etag);
  g_free (self);
}

static void advance (GTask *task);

static Sync *
get_sync (GTask *task)
{
  return g_task_get_task_data (task);
}

static gboolean
same_sums (CabinetOperationMonth *a, CabinetOperationMonth *b)
{
  return a->count == b->count && a->charged.micros == b->charged.micros
         && a->credited.micros == b->credited.micros;
}

/* Months of the archive by their first day. */
static GHashTable *
load_archived (Sync *self, GError **error)
{
  g_autoptr (GPtrArray) months = cabinet_archive_load_months (self->archive, self->account, error);
  GHashTable *table;

  if (months == NULL)
    return NULL;
  table = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  for (guint i = 0; i < months->len; i++)
    {
      CabinetOperationMonth *month = g_ptr_array_index (months, i);

      g_hash_table_insert (table, GUINT_TO_POINTER (month->month), g_object_ref (month));
    }
  return table;
}

/* Months that the archive has within the server's coverage and the server has not: they must come out empty.
 * What is older than the coverage was truncated there, and stays here. */
static void
want_vanished (Sync *self, GHashTable *archived)
{
  guint n = cabinet_list_length (self->months->months);
  CabinetOperationMonth *oldest = n > 0 ? cabinet_list_get (self->months->months, n - 1) : NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, archived);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CabinetOperationMonth *month = value;
      CabinetOperationMonth *empty;

      if (oldest == NULL || month->month < oldest->month || month->count == 0)
        continue;
      empty = g_object_new (CABINET_TYPE_OPERATION_MONTH, NULL);
      empty->month = month->month;
      empty->charged = cabinet_money (0, month->charged.currency);
      empty->credited = cabinet_money (0, month->credited.currency);
      g_queue_push_tail (&self->wanted, empty);
    }
}

/* Fills the list of months to read whole. @everything: an equal revision proves nothing (new epoch). */
static gboolean
find_wanted (Sync *self, gboolean everything, gboolean sums_only, GError **error)
{
  g_autoptr (GHashTable) archived = load_archived (self, error);
  guint n = cabinet_list_length (self->months->months);

  if (archived == NULL)
    return FALSE;
  g_queue_clear_full (&self->wanted, g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (self->months->months, i);
      CabinetOperationMonth *have = g_hash_table_lookup (archived, GUINT_TO_POINTER (month->month));

      if (everything || have == NULL || !same_sums (have, month)
          || (!sums_only && have->revision != month->revision))
        g_queue_push_tail (&self->wanted, g_object_ref (month));
      g_hash_table_remove (archived, GUINT_TO_POINTER (month->month));
    }
  want_vanished (self, archived);
  return TRUE;
}

/* What the months need, after they were listed. */
static gboolean
plan (Sync *self, GError **error)
{
  g_autofree CabinetLedgerState *state =
    cabinet_archive_load_ledger_state (self->archive, self->account, NULL);
  gboolean known = state != NULL && state->epoch[0] != '\0';
  gboolean same_epoch = known && g_strcmp0 (state->epoch, self->months->epoch) == 0;

  if (!find_wanted (self, known && !same_epoch, FALSE, error))
    return FALSE;
  g_clear_pointer (&self->reader, cabinet_ledger_reader_free);
  if (g_queue_is_empty (&self->wanted) && (same_epoch || !known))
    self->step = STEP_SEAL;
  else if (same_epoch && self->round == 0)
    {
      self->reader = cabinet_ledger_reader_new (self->sign_in, self->contract, self->months->epoch,
                                                CABINET_DATE_NONE, state->seq);
      self->step = STEP_FEED;
    }
  else
    self->step = STEP_MONTH;
  return TRUE;
}

static void
on_months (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *self = get_sync (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (reply->not_modified)
    {
      self->step = STEP_DONE;
      advance (g_steal_pointer (&task));
      return;
    }
  g_set_object (&self->months, reply->record);
  g_free (self->etag);
  self->etag = g_strdup (reply->etag);
  if (self->months == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, NULL, "months: missing");
  if (error != NULL || !plan (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    advance (g_steal_pointer (&task));
}

static void
list_months (GTask *task)
{
  Sync *self = get_sync (task);
  g_autofree char *etag = NULL;
  CabinetCall call = { 0 };

  if (!self->forced)
    etag = cabinet_archive_load_validator (self->archive, self->account, CABINET_RESOURCE_MONTHS, NULL);
  call.contract = self->contract;
  call.etag = etag;
  cabinet_sign_in_call_async (self->sign_in, CABINET_OP_LIST_MONTHS, &call, g_task_get_cancellable (task),
                              on_months, task);
}

/* Begins again with the list of months, if that may still help. Takes @error, which is told if not. */
static void
begin_again (GTask *task, GError *error)
{
  Sync *self = get_sync (task);

  if (++self->round >= MAX_ROUNDS)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_clear_error (&error);
  g_clear_object (&self->off);
  self->forced = TRUE;
  self->step = STEP_LIST_MONTHS;
  advance (task);
}

/* Takes @task and @error: an answer that was not one. */
static void
fail_reading (GTask *task, GError *error)
{
  if (g_strcmp0 (cabinet_error_get_code (error), "gone") == 0)
    {
      begin_again (task, error);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
finish_save (Sync *self, GObject *archive, GAsyncResult *result, GError **error)
{
  CabinetLedgerChange change = { 0 };

  if (!cabinet_archive_save_operations_finish (CABINET_ARCHIVE (archive), result, &change, error))
    return FALSE;
  self->change.added += change.added;
  self->change.changed += change.changed;
  if (change.added + change.changed > 0 && self->archived != NULL)
    self->archived (self->step == STEP_MONTH ? g_queue_get_length (&self->wanted) - 1 : 0,
                    self->archived_data);
  return TRUE;
}

static void
on_feed_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *self = get_sync (task);
  g_autoptr (GError) error = NULL;

  if (!finish_save (self, source, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (cabinet_ledger_reader_is_done (self->reader))
    {
      g_clear_pointer (&self->reader, cabinet_ledger_reader_free);
      self->step = STEP_MONTH;
      if (!find_wanted (self, FALSE, TRUE, &error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
    }
  advance (g_steal_pointer (&task));
}

static void
on_feed_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Sync *self = get_sync (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOperationPage) page = cabinet_ledger_reader_next_finish (self->reader, result, &error);

  if (page == NULL)
    fail_reading (g_steal_pointer (&task), g_steal_pointer (&error));
  else
    cabinet_archive_save_operations_async (self->archive, self->account, G_LIST_MODEL (page->operations),
                                           NULL, cancellable, on_feed_saved, g_steal_pointer (&task));
}

/* Whether the rows that were read are what the month must add up to. */
static gboolean
adds_up (GListModel *rows, CabinetOperationMonth *month)
{
  guint n = g_list_model_get_n_items (rows);
  gint64 count = 0, charged = 0, credited = 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetOperation *operation = cabinet_list_peek (rows, i);

      if (operation->withdrawn)
        continue;
      count++;
      if (operation->amount.micros < 0)
        charged += operation->amount.micros;
      else
        credited += operation->amount.micros;
    }
  return count == month->count && charged == month->charged.micros && credited == month->credited.micros;
}

static void
on_month_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *self = get_sync (task);
  g_autoptr (GError) error = NULL;

  if (!finish_save (self, source, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_object_unref (g_queue_pop_head (&self->wanted));
  g_clear_object (&self->rows);
  advance (g_steal_pointer (&task));
}

/* What does not add up is kept, but not taken for the whole month: nothing is withdrawn for it, and no
 * revision is recorded, so that the next time reads it again. */
static void
save_month (GTask *task)
{
  Sync *self = get_sync (task);
  CabinetOperationMonth *month = g_queue_peek_head (&self->wanted);
  gboolean whole = adds_up (G_LIST_MODEL (self->rows), month);

  if (!whole && self->off == NULL)
    self->off = g_object_ref (month);
  g_clear_pointer (&self->reader, cabinet_ledger_reader_free);
  cabinet_archive_save_operations_async (self->archive, self->account, G_LIST_MODEL (self->rows),
                                         whole ? month : NULL, g_task_get_cancellable (task), on_month_saved,
                                         task);
}

static void
on_month_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *self = get_sync (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOperationPage) page = cabinet_ledger_reader_next_finish (self->reader, result, &error);
  guint n;

  if (page == NULL)
    {
      g_clear_object (&self->rows);
      fail_reading (g_steal_pointer (&task), g_steal_pointer (&error));
      return;
    }
  n = cabinet_list_length (page->operations);
  for (guint i = 0; i < n; i++)
    g_list_store_append (self->rows, cabinet_list_get (page->operations, i));
  if (cabinet_ledger_reader_is_done (self->reader))
    save_month (g_steal_pointer (&task));
  else
    advance (g_steal_pointer (&task));
}

static void
read_month (GTask *task)
{
  Sync *self = get_sync (task);
  CabinetOperationMonth *month = g_queue_peek_head (&self->wanted);

  if (self->rows == NULL)
    {
      self->rows = g_list_store_new (CABINET_TYPE_OPERATION);
      g_clear_pointer (&self->reader, cabinet_ledger_reader_free);
      self->reader =
        cabinet_ledger_reader_new (self->sign_in, self->contract, self->months->epoch, month->month, 0);
    }
  cabinet_ledger_reader_next_async (self->reader, g_task_get_cancellable (task), on_month_page, task);
}

/* All months were read. If one did not add up, something may have come in between: list the months again. */
static void
end_round (GTask *task)
{
  Sync *self = get_sync (task);
  g_autofree char *month = NULL;

  if (self->off == NULL)
    {
      self->step = STEP_SEAL;
      advance (task);
      return;
    }
  month = cabinet_date_to_iso (self->off->month);
  begin_again (
    task, cabinet_error_new (CABINET_ERROR_PROTOCOL, "sums",
                             "months: the operations of %.7s do not add up to what is said of them", month));
}

static void
on_sealed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  get_sync (task)->step = STEP_DONE;
  advance (g_steal_pointer (&task));
}

/* Takes @task. */
static void
advance (GTask *task)
{
  Sync *self = get_sync (task);

  switch (self->step)
    {
    case STEP_LIST_MONTHS:
      list_months (task);
      break;
    case STEP_FEED:
      cabinet_ledger_reader_next_async (self->reader, g_task_get_cancellable (task), on_feed_page, task);
      break;
    case STEP_MONTH:
      if (g_queue_is_empty (&self->wanted))
        end_round (task);
      else
        read_month (task);
      break;
    case STEP_SEAL:
      cabinet_archive_save_ledger_state_async (self->archive, self->account, self->months, self->etag,
                                               g_task_get_cancellable (task), on_sealed, task);
      break;
    case STEP_DONE:
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * cabinet_sync_async:
 * @sign_in: whose contract it is
 * @account: the id of the account in the archive
 * @contract: the provider's id of the contract
 * @archived: (nullable): called after rows were archived; only before @callback
 * @archived_data: for @archived
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Lists the months (unchanged: done), reads the feed of changes if the epoch is the same, then whole months
 * where the archive does not add up, newest first, one transaction each. What was read before a cut stays,
 * and is not read again.
 */
void
cabinet_sync_async (CabinetSignIn *sign_in,
                    const char *account,
                    const char *contract,
                    CabinetSyncArchived archived,
                    gpointer archived_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (sign_in, cancellable, callback, user_data);
  Sync *self = g_new0 (Sync, 1);

  g_task_set_source_tag (task, cabinet_sync_async);
  g_task_set_task_data (task, self, (GDestroyNotify) sync_free);
  self->sign_in = g_object_ref (sign_in);
  self->archive = g_object_ref (cabinet_sign_in_get_core (sign_in)->archive);
  self->account = g_strdup (account);
  self->contract = g_strdup (contract);
  self->archived = archived;
  self->archived_data = archived_data;
  g_queue_init (&self->wanted);
  advance (task);
}

/**
 * cabinet_sync_finish:
 * @result: what the callback was given
 * @change: (out) (optional): what was archived, also when it failed half-way
 * @error: (optional): the first thing that went wrong; CABINET_ERROR_PROTOCOL with the code "sums" if months
 *   do not add up after they were read again
 *
 * Returns: TRUE if the archive is complete
 */
gboolean
cabinet_sync_finish (GAsyncResult *result, CabinetLedgerChange *change, GError **error)
{
  if (change != NULL)
    *change = get_sync (G_TASK (result))->change;
  return g_task_propagate_boolean (G_TASK (result), error);
}
