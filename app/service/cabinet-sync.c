/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sync.h"

#include "cabinet-ledger-reader.h"
#include "cabinet-ledger-wants.h"

#include <glib/gi18n-lib.h>

/* How often the history may be rebuilt, or the sums be off, while it is read, before that is an error. */
#define MAX_ROUNDS 3
/* More rows than were promised may have come meanwhile, but not so many. */
#define MAX_SURPLUS 500

/* What is done now. Each step ends in advance(), which chooses the next one. */
typedef enum
{
  STEP_LIST_MONTHS, /* what the ledger must add up to */
  STEP_FEED,        /* changes since what is archived */
  STEP_MONTH,       /* a month whole */
  STEP_DOUBT,       /* most of the ledger is gone: not before it is told twice */
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
  gboolean fresh;                 /* what is there does not fit together */
  gboolean forced;                /* read the months without the validator */
  CabinetOperationMonths *months; /* the server's word */
  char *etag;
  CabinetLedgerWants wants;
  char *doubt;   /* to know a doubtful list again */
  gboolean told; /* it was told before */
  CabinetLedgerReader *reader;
  GListStore *rows;           /* of the month that is read */
  gint64 standing;            /* of them that are not withdrawn */
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
  cabinet_ledger_wants_clear (&self->wants);
  g_free (self->account);
  g_free (self->contract);
  g_free (self->etag);
  g_free (self->doubt);
  g_free (self);
}

static void advance (GTask *task);

static Sync *
get_sync (GTask *task)
{
  return g_task_get_task_data (task);
}

/* Its sums may be right, and the balances of its rows are not. */
static void
want_newest (Sync *self)
{
  CabinetOperationMonth *head = g_queue_peek_head (&self->wants.months);
  gboolean any = cabinet_list_length (self->months->months) > 0;
  CabinetOperationMonth *newest = any ? cabinet_list_get (self->months->months, 0) : NULL;

  if (newest != NULL && (head == NULL || head->month != newest->month))
    g_queue_push_head (&self->wants.months, g_object_ref (newest));
}

static gboolean
find_wants (Sync *self, gboolean everything, gboolean sums_only, GError **error)
{
  if (!cabinet_ledger_wants_find (&self->wants, self->archive, self->account, self->months, everything,
                                  sums_only, error))
    return FALSE;
  if (self->fresh)
    want_newest (self);
  return TRUE;
}

/* A list that lost half of what is known is an operator's fault more often than the truth (Q3). */
static Step
choose_reading (Sync *self)
{
  return 2 * self->wants.lost > self->wants.known && !self->told ? STEP_DOUBT : STEP_MONTH;
}

/* What the months need, after they were listed. */
static gboolean
plan (Sync *self, GError **error)
{
  g_autofree CabinetLedgerState *state =
    cabinet_archive_load_ledger_state (self->archive, self->account, NULL);
  gboolean known = state != NULL && state->epoch[0] != '\0';
  gboolean same_epoch = known && g_strcmp0 (state->epoch, self->months->epoch) == 0;

  g_free (self->doubt);
  self->doubt = cabinet_ledger_dup_doubt (self->months);
  self->told = known && g_str_equal (state->epoch, self->doubt);
  if (!find_wants (self, known && !same_epoch, FALSE, error))
    return FALSE;
  g_clear_pointer (&self->reader, cabinet_ledger_reader_free);
  if (g_queue_is_empty (&self->wants.months) && (same_epoch || !known))
    self->step = STEP_SEAL;
  else if (same_epoch && self->round == 0)
    {
      self->reader = cabinet_ledger_reader_new (self->sign_in, self->contract, self->months->epoch,
                                                CABINET_DATE_NONE, state->seq);
      self->step = STEP_FEED;
    }
  else
    self->step = choose_reading (self);
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
    self->archived (self->step == STEP_MONTH ? g_queue_get_length (&self->wants.months) - 1 : 0,
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
      if (!find_wants (self, FALSE, TRUE, &error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      self->step = choose_reading (self);
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
  g_object_unref (g_queue_pop_head (&self->wants.months));
  g_clear_object (&self->rows);
  advance (g_steal_pointer (&task));
}

/* What does not add up is kept, but not taken for the whole month: nothing is withdrawn for it, and no
 * revision is recorded, so that the next time reads it again. */
static void
save_month (GTask *task)
{
  Sync *self = get_sync (task);
  CabinetOperationMonth *month = g_queue_peek_head (&self->wants.months);
  gboolean whole = adds_up (G_LIST_MODEL (self->rows), month);

  if (!whole && self->off == NULL)
    self->off = g_object_ref (month);
  g_clear_pointer (&self->reader, cabinet_ledger_reader_free);
  cabinet_archive_save_operations_async (self->archive, self->account, G_LIST_MODEL (self->rows),
                                         whole ? month : NULL, g_task_get_cancellable (task), on_month_saved,
                                         task);
}

/* Pages of ever new rows, of a month that was said to have few. */
static gboolean
check_end (Sync *self, GError **error)
{
  CabinetOperationMonth *month = g_queue_peek_head (&self->wants.months);

  if (self->standing <= month->count + MAX_SURPLUS)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "endless",
                     "operations: ever more of them, of a month that has %" G_GINT64_FORMAT, month->count);
  return FALSE;
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
    {
      CabinetOperation *operation = cabinet_list_get (page->operations, i);

      self->standing += !operation->withdrawn;
      g_list_store_append (self->rows, operation);
    }
  if (cabinet_ledger_reader_is_done (self->reader))
    save_month (g_steal_pointer (&task));
  else if (!check_end (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    advance (g_steal_pointer (&task));
}

static void
read_month (GTask *task)
{
  Sync *self = get_sync (task);
  CabinetOperationMonth *month = g_queue_peek_head (&self->wants.months);

  if (self->rows == NULL)
    {
      self->rows = g_list_store_new (CABINET_TYPE_OPERATION);
      self->standing = 0;
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
on_doubt_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *self = get_sync (task);
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    error =
      cabinet_error_new (CABINET_ERROR_PROTOCOL, "vanished",
                         "months: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " operations are not there "
                         "any more; they stay here unless that is said once more",
                         self->wants.lost, self->wants.known);
  g_task_return_error (task, error);
}

/* Takes @task. */
static void
note_doubt (GTask *task)
{
  Sync *self = get_sync (task);
  g_autoptr (CabinetOperationMonths) none = g_object_new (CABINET_TYPE_OPERATION_MONTHS, NULL);

  none->epoch = g_strdup (self->doubt);
  none->seq = self->months->seq;
  cabinet_archive_save_ledger_state_async (self->archive, self->account, none, NULL,
                                           g_task_get_cancellable (task), on_doubt_noted, task);
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
      if (g_queue_is_empty (&self->wants.months))
        end_round (task);
      else
        read_month (task);
      break;
    case STEP_DOUBT:
      note_doubt (task);
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
 * @fresh: what was read does not fit together: list the months even if the server says that they are
 *   unchanged, and read the newest one whole
 * @archived: (nullable): called after rows were archived; only before @callback
 * @archived_data: for @archived
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Lists the months (unchanged: done), reads the feed of changes if the epoch is the same, then whole months
 * where the archive does not add up, newest first, one transaction each. What was read before a cut stays,
 * and is not read again. If half of what is archived is gone, that is an error, and nothing is withdrawn, the
 * first time it is told.
 */
void
cabinet_sync_async (CabinetSignIn *sign_in,
                    const char *account,
                    const char *contract,
                    gboolean fresh,
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
  self->fresh = self->forced = fresh;
  self->archived = archived;
  self->archived_data = archived_data;
  cabinet_ledger_wants_init (&self->wants);
  advance (task);
}

/**
 * cabinet_sync_finish:
 * @result: what the callback was given
 * @change: (out) (optional): what was archived, also when it failed half-way
 * @error: (optional): the first thing that went wrong; CABINET_ERROR_PROTOCOL with the code "sums" if months
 *   do not add up after they were read again, "vanished" if too many operations are gone
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
