/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-outbox-edit.h"

#include "cabinet-journal-private.h"

typedef struct
{
  char *key;
  char *subject;
  char *request;
  CabinetInstant now;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->key);
  g_free (edit->subject);
  g_free (edit->request);
  g_free (edit);
}

static Edit *
edit_new (const char *key, const char *subject, const char *request)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->key = g_strdup (key);
  edit->subject = g_strdup (subject);
  edit->request = g_strdup (request);
  edit->now = cabinet_instant_now ();
  return edit;
}

static gboolean
amend (CabinetDb *db, gpointer data, GError **error)
{
  Edit *edit = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "update outbox set subject = ?2, request = ?3, updated_at = ?4 "
                        "where key = ?1 and state = 'written' and (lease is null or lease_until <= ?4)",
                        error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, edit->key);
  cabinet_db_bind_text (statement, 2, edit->subject);
  cabinet_db_bind_text (statement, 3, edit->request);
  sqlite3_bind_int64 (statement, 4, edit->now);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_outbox_amend_async:
 * @key: of the row
 * @subject: (nullable): what it is about from now on
 * @request: JSON of the record that will be sent
 */
void
cabinet_outbox_amend_async (CabinetJournal *journal,
                            const char *key,
                            const char *subject,
                            const char *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (journal));
  g_return_if_fail (key != NULL && request != NULL);

  cabinet_journal_push (journal, edit_new (key, subject, request), edit_free, amend, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

static gboolean
drop (CabinetDb *db, gpointer data, GError **error)
{
  Edit *edit = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "delete from outbox where key = ?1 and (state in ('refused', 'abandoned') "
                        "or (state = 'written' and (lease is null or lease_until <= ?2)))",
                        error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, edit->key);
  sqlite3_bind_int64 (statement, 2, edit->now);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_outbox_drop_async:
 * @key: of a row that nothing can come of
 */
void
cabinet_outbox_drop_async (CabinetJournal *journal,
                           const char *key,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (journal));
  g_return_if_fail (key != NULL);

  cabinet_journal_push (journal, edit_new (key, NULL, NULL), edit_free, drop, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

typedef struct
{
  GPtrArray *keys;
  CabinetInstant before;
} Clear;

static void
clear_free (gpointer data)
{
  Clear *self = data;

  g_ptr_array_unref (self->keys);
  g_free (self);
}

static gpointer
copy_key (gconstpointer key, gpointer data)
{
  return g_strdup (key);
}

static gboolean
clear (CabinetDb *db, gpointer data, GError **error)
{
  Clear *self = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "delete from outbox where key = ?1 and updated_at < ?2 "
                        "and state in ('done', 'refused', 'abandoned')",
                        error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->keys->len; i++)
    {
      cabinet_db_bind_text (statement, 1, g_ptr_array_index (self->keys, i));
      sqlite3_bind_int64 (statement, 2, self->before);
      if (!cabinet_db_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cabinet_outbox_clear_async:
 * @keys: (element-type utf8): of rows whose outcome is kept elsewhere
 * @before: µs, local clock
 */
void
cabinet_outbox_clear_async (CabinetJournal *journal,
                            GPtrArray *keys,
                            CabinetInstant before,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Clear *self;

  g_return_if_fail (CABINET_IS_JOURNAL (journal));
  g_return_if_fail (keys != NULL);

  self = g_new0 (Clear, 1);
  self->keys = g_ptr_array_copy (keys, copy_key, NULL);
  g_ptr_array_set_free_func (self->keys, g_free);
  self->before = before;
  cabinet_journal_push (journal, self, clear_free, clear, CABINET_WORK_TRANSACTION, cancellable, callback,
                        user_data);
}
