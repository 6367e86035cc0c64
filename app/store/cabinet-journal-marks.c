/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-journal-marks.h"

#include "cabinet-journal-private.h"

G_DEFINE_ENUM_TYPE (CabinetReadMarkKind,
                    cabinet_read_mark_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_READ_MARK_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_READ_MARK_KIND_THREAD, "thread"),
                    G_DEFINE_ENUM_VALUE (CABINET_READ_MARK_KIND_NOTICE, "notice"))

static const CabinetField read_mark_fields[] = {
  CABINET_FIELD (CabinetReadMark, account, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_OF (
    CabinetReadMark, kind, ENUM, CABINET_REQUIRED | CABINET_COLUMN, cabinet_read_mark_kind_get_type),
  CABINET_FIELD (CabinetReadMark, subject, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetReadMark, up_to, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetReadMark, revision, INT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetReadMark, key, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetReadMark, cabinet_read_mark, read_mark_fields)

/**
 * cabinet_journal_load_marks:
 * @account: whose
 *
 * Returns: (transfer full) (element-type CabinetReadMark) (nullable): what the provider has not heard of
 */
GPtrArray *
cabinet_journal_load_marks (CabinetJournal *self,
                            const char *account,
                            CabinetReadMarkKind kind,
                            GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_READ_MARK, "@");
  g_autofree char *sql =
    g_strdup_printf ("select %s from read_marks where account = ?1 and kind = ?2", columns);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_journal_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db, sql, error) : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  cabinet_db_bind_text (statement, 2, cabinet_enum_to_nick (CABINET_TYPE_READ_MARK_KIND, (int) kind));
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gpointer mark = cabinet_record_sql_read (statement, 0, CABINET_TYPE_READ_MARK, NULL, NULL, error);

      if (mark == NULL)
        return NULL;
      g_ptr_array_add (marks, mark);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&marks) : NULL;
}

static gboolean
add_mark (CabinetDb *db, gpointer data, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_READ_MARK, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_READ_MARK, "?#");
  g_autofree char *sql =
    g_strdup_printf ("insert into read_marks (%s) values (%s) on conflict (account, kind, subject) do update "
                     "set up_to = excluded.up_to, revision = excluded.revision, key = excluded.key "
                     "where excluded.revision > revision and excluded.up_to is not up_to",
                     columns, values);
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  cabinet_record_sql_bind (statement, 1, data);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_journal_add_mark_async:
 * @mark: not changed any more
 */
void
cabinet_journal_add_mark_async (CabinetJournal *self,
                                CabinetReadMark *mark,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));
  g_return_if_fail (CABINET_IS_READ_MARK (mark));

  cabinet_journal_push (self, g_object_ref (mark), g_object_unref, add_mark, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

static gboolean
drop_mark (CabinetDb *db, gpointer data, GError **error)
{
  CabinetReadMark *mark = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "delete from read_marks where account = ?1 and subject = ?2 and key = ?3", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, mark->account);
  cabinet_db_bind_text (statement, 2, mark->subject);
  cabinet_db_bind_text (statement, 3, mark->key);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_journal_drop_mark_async:
 * @mark: what the provider knows by now
 */
void
cabinet_journal_drop_mark_async (CabinetJournal *self,
                                 CabinetReadMark *mark,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));
  g_return_if_fail (CABINET_IS_READ_MARK (mark));

  cabinet_journal_push (self, g_object_ref (mark), g_object_unref, drop_mark, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}
