/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-outbox.h"

#include <glib/gi18n-lib.h>

#include "cabinet-journal-private.h"

G_DEFINE_ENUM_TYPE (CabinetOutboxKind,
                    cabinet_outbox_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_KIND_CHANGE, "change"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_KIND_CANCEL, "cancel"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_KIND_PAYMENT, "payment"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_KIND_MESSAGE, "message"))

G_DEFINE_ENUM_TYPE (CabinetOutboxState,
                    cabinet_outbox_state,
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_WRITTEN, "written"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_UNCONFIRMED, "unconfirmed"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_ACCEPTED, "accepted"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (CABINET_OUTBOX_STATE_ABANDONED, "abandoned"))

static const CabinetField outbox_item_fields[] = {
  CABINET_FIELD (CabinetOutboxItem, key, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, account, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_OF (
    CabinetOutboxItem, kind, ENUM, CABINET_REQUIRED | CABINET_COLUMN, cabinet_outbox_kind_get_type),
  CABINET_FIELD (CabinetOutboxItem, subject, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, request, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_OF (
    CabinetOutboxItem, state, ENUM, CABINET_REQUIRED | CABINET_COLUMN, cabinet_outbox_state_get_type),
  CABINET_FIELD (CabinetOutboxItem, answer, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, code, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, words, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, attempts, INT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, lease, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, lease_until, INSTANT, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, sent_at, INSTANT, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, created_at, INSTANT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOutboxItem, updated_at, INSTANT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetOutboxItem, cabinet_outbox_item, outbox_item_fields)

#define SETTLED "('done', 'refused', 'abandoned')"

/**
 * cabinet_outbox_state_is_settled:
 *
 * Returns: whether nothing more can come of a row in @state
 */
gboolean
cabinet_outbox_state_is_settled (CabinetOutboxState state)
{
  return state == CABINET_OUTBOX_STATE_DONE || state == CABINET_OUTBOX_STATE_REFUSED
         || state == CABINET_OUTBOX_STATE_ABANDONED;
}

static CabinetStatementHandle *
prepare_select (CabinetDb *db, const char *where, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OUTBOX_ITEM, "@");
  g_autofree char *sql = g_strdup_printf ("select %s from outbox where %s", columns, where);

  return cabinet_db_prepare (db, sql, error);
}

/**
 * cabinet_outbox_load:
 * @account: (nullable): whose; %NULL = of all contracts
 * @all: also what is settled
 *
 * Returns: (transfer full) (element-type CabinetOutboxItem) (nullable): the rows, oldest first
 */
GPtrArray *
cabinet_outbox_load (CabinetJournal *journal, const char *account, gboolean all, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_JOURNAL (journal), NULL);

  db = cabinet_journal_get_reader (journal, error);
  statement =
    db != NULL ? prepare_select (
      db, "(?1 is null or account = ?1) and (?2 or state not in " SETTLED ") order by created_at, key", error)
               : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  sqlite3_bind_int (statement, 2, all != FALSE);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gpointer item = cabinet_record_sql_read (statement, 0, CABINET_TYPE_OUTBOX_ITEM, NULL, NULL, error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

static CabinetOutboxItem *
read_item (CabinetDb *db, const char *key, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = prepare_select (db, "key = ?1", error);

  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, key);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  return cabinet_record_sql_read (statement, 0, CABINET_TYPE_OUTBOX_ITEM, NULL, NULL, error);
}

/**
 * cabinet_outbox_lookup:
 *
 * Returns: (transfer full) (nullable): the row of @key; %NULL without an error if there is none
 */
CabinetOutboxItem *
cabinet_outbox_lookup (CabinetJournal *journal, const char *key, GError **error)
{
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  db = cabinet_journal_get_reader (journal, error);
  return db != NULL ? read_item (db, key, error) : NULL;
}

static gboolean
run_for (CabinetDb *db, const char *sql, const char *text, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, text);
  return cabinet_db_run (db, statement, error);
}

static gboolean
add (CabinetDb *db, gpointer data, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OUTBOX_ITEM, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_OUTBOX_ITEM, "?#");
  g_autofree char *sql = g_strdup_printf ("insert into outbox (%s) values (%s)", columns, values);
  g_autoptr (CabinetStatementHandle) statement = NULL;

  if (!run_for (db, "delete from outbox where key = ?1 and state = 'refused'",
                CABINET_OUTBOX_ITEM (data)->key, error))
    return FALSE;
  statement = cabinet_db_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;
  cabinet_record_sql_bind (statement, 1, data);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_outbox_add_async:
 * @item: a row whose key is new, or that of a refused row, whose place it takes; not changed until it is
 * there
 *
 * Writes down what is about to be sent. Send it only once this has succeeded.
 */
void
cabinet_outbox_add_async (CabinetJournal *journal,
                          CabinetOutboxItem *item,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (journal));
  g_return_if_fail (CABINET_IS_OUTBOX_ITEM (item));

  cabinet_journal_push (journal, g_object_ref (item), g_object_unref, add, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

typedef struct
{
  char *key;
  char *owner;
  char *gone;
  CabinetInstant now;
  CabinetInstant until;
  CabinetInstant sent_at;
  CabinetOutboxItem *before;
} Claim;

static void
claim_free (gpointer data)
{
  Claim *self = data;

  g_free (self->key);
  g_free (self->owner);
  g_free (self->gone);
  g_clear_object (&self->before);
  g_free (self);
}

/* A lease that ends much later than one taken now would, was taken before the clock was set back: its owner
 * may be gone for ever. */
static gboolean
claim (CabinetDb *db, gpointer data, GError **error)
{
  Claim *self = data;
  g_autoptr (CabinetOutboxItem) before = NULL;
  g_autoptr (CabinetStatementHandle) statement = NULL;
  g_autoptr (GError) problem = NULL;

  before = read_item (db, self->key, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  statement = cabinet_db_prepare (
    db,
    "update outbox set lease = ?2, lease_until = ?4, updated_at = ?3, attempts = attempts + 1, "
    "sent_at = case state when 'written' then ?6 else sent_at end, "
    "state = case state when 'written' then 'sending' else state end "
    "where key = ?1 and state not in " SETTLED
    " and (lease is null or lease in (?2, ?5) or lease_until is null "
    "or lease_until <= ?3 or lease_until - ?3 > 2 * (?4 - ?3))",
    error);
  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, self->key);
  cabinet_db_bind_text (statement, 2, self->owner);
  sqlite3_bind_int64 (statement, 3, self->now);
  sqlite3_bind_int64 (statement, 4, self->until);
  cabinet_db_bind_text (statement, 5, self->gone);
  sqlite3_bind_int64 (statement, 6, self->sent_at);
  if (!cabinet_db_run (db, statement, error))
    return FALSE;
  if (cabinet_db_get_changes (db) > 0)
    self->before = g_steal_pointer (&before);
  return TRUE;
}

/**
 * cabinet_outbox_claim_async:
 * @key: of the row
 * @owner: who will send; unique in the world
 * @gone: (nullable): an owner whose lease counts no more
 * @now: µs, local clock
 * @until: µs; later than @now
 * @sent_at: µs, now by the provider's clock: this computer's may be set before anyone looks for what was sent
 *
 * Takes a row, so that no other process sends it meanwhile.
 */
void
cabinet_outbox_claim_async (CabinetJournal *journal,
                            const char *key,
                            const char *owner,
                            const char *gone,
                            CabinetInstant now,
                            CabinetInstant until,
                            CabinetInstant sent_at,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Claim *self;

  g_return_if_fail (CABINET_IS_JOURNAL (journal));
  g_return_if_fail (key != NULL && owner != NULL && until > now);

  self = g_new0 (Claim, 1);
  self->key = g_strdup (key);
  self->owner = g_strdup (owner);
  self->gone = g_strdup (gone);
  self->now = now;
  self->until = until;
  self->sent_at = sent_at;
  cabinet_journal_push (journal, self, claim_free, claim, CABINET_WORK_TRANSACTION, cancellable, callback,
                        user_data);
}

/**
 * cabinet_outbox_claim_finish:
 *
 * Returns: (transfer full) (nullable): the row as it stood before; %NULL without an error if it is not to be
 *   had
 */
CabinetOutboxItem *
cabinet_outbox_claim_finish (CabinetJournal *journal, GAsyncResult *result, GError **error)
{
  Claim *self;

  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);

  self = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&self->before);
}

typedef struct
{
  CabinetOutboxItem *item;
  gboolean saved;
} Save;

static void
save_free (gpointer data)
{
  Save *self = data;

  g_object_unref (self->item);
  g_free (self);
}

/* Whose lease was taken by another knows nothing any more, even if that one is done by now; and times cannot
 * tell, for clocks are put back. */
static gboolean
save (CabinetDb *db, gpointer data, GError **error)
{
  Save *self = data;
  CabinetOutboxItem *item = self->item;
  const char *state = cabinet_enum_to_nick (CABINET_TYPE_OUTBOX_STATE, item->state);
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (
    db,
    "update outbox set state = ?2, answer = ?3, code = ?4, words = ?5, updated_at = ?6, lease = null, "
    "lease_until = null where key = ?1 and state not in " SETTLED
    " and case when ?7 is null then (lease is null or lease_until <= ?6) and (?2 <> 'abandoned' or "
    "state = 'written') else lease = ?7 end",
    error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, item->key);
  cabinet_db_bind_text (statement, 2, state);
  cabinet_db_bind_text (statement, 3, item->answer);
  cabinet_db_bind_text (statement, 4, item->code);
  cabinet_db_bind_text (statement, 5, item->words);
  sqlite3_bind_int64 (statement, 6, item->updated_at);
  cabinet_db_bind_text (statement, 7, item->lease);
  if (!cabinet_db_run (db, statement, error))
    return FALSE;
  self->saved = cabinet_db_get_changes (db) > 0;
  return TRUE;
}

/**
 * cabinet_outbox_save_async:
 * @item: what to write; its lease is the writer's, or %NULL; not changed until it is written
 *
 * See the header for what is refused without an error.
 */
void
cabinet_outbox_save_async (CabinetJournal *journal,
                           CabinetOutboxItem *item,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Save *self;

  g_return_if_fail (CABINET_IS_JOURNAL (journal));
  g_return_if_fail (CABINET_IS_OUTBOX_ITEM (item));

  self = g_new0 (Save, 1);
  self->item = g_object_ref (item);
  cabinet_journal_push (journal, self, save_free, save, CABINET_WORK_TRANSACTION, cancellable, callback,
                        user_data);
}

/* A message that may be there twice harms nobody, so none of them stays. */
static gboolean
forget_rows (CabinetDb *db, const char *account, GError **error)
{
  return run_for (db, "delete from drafts where account = ?1", account, error)
         && run_for (db, "delete from read_marks where account = ?1", account, error)
         && run_for (db,
                     "delete from outbox where account = ?1 and (kind = 'message' or state = 'written' "
                     "or state in " SETTLED ")",
                     account, error)
         && run_for (db, "update outbox set request = '{}', answer = null, words = null where account = ?1",
                     account, error);
}

static gboolean
forget (CabinetDb *db, gpointer data, GError **error)
{
  if (!cabinet_db_begin (db, error))
    return FALSE;
  if (!forget_rows (db, data, error))
    {
      cabinet_db_rollback (db);
      return FALSE;
    }
  if (!cabinet_db_commit (db, error))
    return FALSE;
  /* As with the archive: pages keep copies of cells that moved, and the log former pages. Another process
   * that reads just now empties the log with its own next settling. */
  if (!cabinet_db_exec (db, "vacuum", error))
    return FALSE;
  (void) cabinet_db_exec (db, "pragma wal_checkpoint (truncate)", NULL);
  return TRUE;
}

/**
 * cabinet_outbox_forget_async:
 * @account: a contract that is removed here; one that is not known is no error
 *
 * See the header. End it with [func@outbox_finish].
 */
void
cabinet_outbox_forget_async (CabinetJournal *journal,
                             const char *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (journal));
  g_return_if_fail (account != NULL);

  cabinet_journal_push (journal, g_strdup (account), g_free, forget, CABINET_WORK_BARE, cancellable, callback,
                        user_data);
}

/**
 * cabinet_outbox_finish:
 *
 * Ends any of the calls that have no finish function of their own.
 *
 * Returns: whether it was done; for a save, %FALSE without an error: see [func@outbox_save_async]
 */
gboolean
cabinet_outbox_finish (CabinetJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (g_task_get_source_tag (G_TASK (result)) != (gpointer) save)
    return TRUE;
  return ((Save *) g_task_get_task_data (G_TASK (result)))->saved;
}
