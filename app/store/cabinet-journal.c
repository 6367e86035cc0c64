/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-db-check.h"
#include "cabinet-journal-private.h"
#include "cabinet-salvage-private.h"

#define PENDING "pending"

static const CabinetField intent_fields[] = {
  CABINET_FIELD (CabinetIntent, key, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetIntent, kind, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetIntent, subject, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetIntent, payload, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetIntent, state, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetIntent, created_at, INSTANT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetIntent, updated_at, INSTANT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetIntent, cabinet_intent, intent_fields)

static const CabinetSchema journal_schema = {
  .name = "journal",
  .version = 3,
  .application_id = 0x43424e4a, /* "CBNJ" */
  .durable = TRUE,
};

struct _CabinetJournal
{
  GObject parent_instance;

  CabinetStoreFile file;
};

G_DEFINE_FINAL_TYPE (CabinetJournal, cabinet_journal, G_TYPE_OBJECT)

static void
cabinet_journal_dispose (GObject *object)
{
  cabinet_journal_close (CABINET_JOURNAL (object));
  G_OBJECT_CLASS (cabinet_journal_parent_class)->dispose (object);
}

static void
cabinet_journal_class_init (CabinetJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cabinet_journal_dispose;
}

static void
cabinet_journal_init (CabinetJournal *self)
{
}

static gboolean
read_journal (gpointer data, CabinetSalvage *salvage, GError **error)
{
  CabinetSalvageWork *work = data;
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; i < work->tables->len; i++)
    {
      CabinetSalvageTable *table = g_ptr_array_index (work->tables, i);

      cabinet_salvage_read_ranges (work, table);
      if (!table->whole)
        g_ptr_array_add (left, table);
    }
  if (left->len > 0)
    cabinet_salvage_read_leaves (work, left);
  salvage->parts = left->len > 0 ? g_strdup ("journal") : NULL;
  return TRUE;
}

static gboolean
finish_journal (gpointer data, CabinetSalvage *salvage, GError **error)
{
  return TRUE;
}

CabinetSalvage *
cabinet_journal_salvage (const char *path, GError **error)
{
  return cabinet_salvage_file (path, &journal_schema, read_journal, finish_journal, error);
}

/**
 * cabinet_journal_open:
 * @path: journal.db; made, with its folder, if missing
 *
 * Returns: (transfer full) (nullable): the journal, or %NULL with %CABINET_ERROR_STORAGE as the archive's
 */
CabinetJournal *
cabinet_journal_open (const char *path, GError **error)
{
  CabinetDb *db = cabinet_db_open (path, &journal_schema, error);
  CabinetJournal *self;

  if (db == NULL)
    return NULL;
  self = g_object_new (CABINET_TYPE_JOURNAL, NULL);
  cabinet_store_file_init (&self->file, path, db, "journal", N_ ("The journal is closed"));
  return self;
}

void
cabinet_journal_close (CabinetJournal *self)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));

  cabinet_store_file_close (&self->file);
}

CabinetDb *
cabinet_journal_get_reader (CabinetJournal *self, GError **error)
{
  return cabinet_store_file_get_reader (&self->file, error);
}

/**
 * cabinet_journal_load_pending:
 * @kind: (nullable): %NULL = of all kinds
 *
 * Returns: (transfer full) (element-type CabinetIntent) (nullable): what is not settled, oldest first
 */
GPtrArray *
cabinet_journal_load_pending (CabinetJournal *self, const char *kind, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_INTENT, "@");
  g_autofree char *sql = g_strdup_printf (
    "select %s from intents where ?1 is null or kind = ?1 order by created_at, key", columns);
  g_autoptr (GPtrArray) intents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_JOURNAL (self), NULL);

  db = cabinet_journal_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db, sql, error) : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, kind);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gpointer intent = cabinet_record_sql_read (statement, 0, CABINET_TYPE_INTENT, NULL, NULL, error);

      if (intent == NULL)
        return NULL;
      g_ptr_array_add (intents, intent);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&intents) : NULL;
}

void
cabinet_journal_push (CabinetJournal *self,
                      gpointer job,
                      GDestroyNotify free_job,
                      CabinetWork work,
                      CabinetWorkMode mode,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  cabinet_store_file_push (&self->file, self, job, free_job, work, mode, cancellable, callback, user_data);
}

static CabinetIntent *
new_intent (const char *key, const char *kind, const char *subject, const char *payload, const char *state)
{
  CabinetIntent *intent = g_object_new (CABINET_TYPE_INTENT, NULL);

  intent->key = g_strdup (key);
  intent->kind = g_strdup (kind);
  intent->subject = g_strdup (subject);
  intent->payload = g_strdup (payload);
  intent->state = g_strdup (state);
  intent->created_at = intent->updated_at = cabinet_instant_now ();
  return intent;
}

static gboolean
add (CabinetDb *db, gpointer data, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_INTENT, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_INTENT, "?#");
  g_autofree char *sql = g_strdup_printf (
    "insert into intents (%s) values (%s) on conflict (key) do update set kind = excluded.kind, "
    "subject = excluded.subject, payload = excluded.payload, state = excluded.state, "
    "updated_at = excluded.updated_at",
    columns, values);
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  cabinet_record_sql_bind (statement, 1, data);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_journal_add_async:
 * @key: makes a repeat harmless: "add-sign-in:UUID"
 * @payload: (nullable): JSON; never a secret
 *
 * Writes down what is about to be done. Do it only once this has succeeded.
 */
void
cabinet_journal_add_async (CabinetJournal *self,
                           const char *key,
                           const char *kind,
                           const char *subject,
                           const char *payload,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));
  g_return_if_fail (key != NULL && kind != NULL && subject != NULL);

  cabinet_journal_push (self, new_intent (key, kind, subject, payload, PENDING), g_object_unref, add,
                        CABINET_WORK_TRANSACTION, cancellable, callback, user_data);
}

static gboolean
set_state (CabinetDb *db, gpointer data, GError **error)
{
  CabinetIntent *intent = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update intents set state = ?2, updated_at = ?3 where key = ?1", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, intent->key);
  cabinet_db_bind_text (statement, 2, intent->state);
  sqlite3_bind_int64 (statement, 3, intent->updated_at);
  if (!cabinet_db_run (db, statement, error))
    return FALSE;
  if (cabinet_db_get_changes (db) > 0)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_INPUT, "not-found", _ ("“%s” is not in the journal"), intent->key);
  return FALSE;
}

void
cabinet_journal_set_state_async (CabinetJournal *self,
                                 const char *key,
                                 const char *state,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));
  g_return_if_fail (key != NULL && state != NULL);

  cabinet_journal_push (self, new_intent (key, NULL, NULL, NULL, state), g_object_unref, set_state,
                        CABINET_WORK_TRANSACTION, cancellable, callback, user_data);
}

static gboolean
settle (CabinetDb *db, gpointer data, GError **error)
{
  CabinetIntent *intent = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "delete from intents where key = ?1", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, intent->key);
  if (!cabinet_db_run (db, statement, error))
    return FALSE;
  /* What it was about may have been erased, so it must not linger in the log. The file is small; if another
   * process reads just now, its own next settling does it. */
  (void) cabinet_db_exec (db, "pragma wal_checkpoint (truncate)", NULL);
  return TRUE;
}

/**
 * cabinet_journal_settle_async:
 *
 * Removes what was finished, or taken back.
 */
void
cabinet_journal_settle_async (CabinetJournal *self,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));
  g_return_if_fail (key != NULL);

  cabinet_journal_push (self, new_intent (key, NULL, NULL, NULL, NULL), g_object_unref, settle,
                        CABINET_WORK_BARE, cancellable, callback, user_data);
}

static gboolean
check (CabinetDb *db, gpointer data, GError **error)
{
  return cabinet_db_check (db, error);
}

void
cabinet_journal_check_async (CabinetJournal *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));

  cabinet_journal_push (self, new_intent (NULL, NULL, NULL, NULL, NULL), g_object_unref, check,
                        CABINET_WORK_BARE, cancellable, callback, user_data);
}

gboolean
cabinet_journal_finish (CabinetJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
