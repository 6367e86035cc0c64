/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-journal-drafts.h"

#include "cabinet-journal-private.h"

static const CabinetField draft_fields[] = {
  CABINET_FIELD (CabinetDraft, account, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetDraft, subject, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetDraft, text, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetDraft, attachments, STRINGS, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetDraft, updated_at, INSTANT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetDraft, cabinet_draft, draft_fields)

/**
 * cabinet_journal_load_draft:
 * @account: whose
 * @thread: (nullable): its id; %NULL = a new one
 *
 * Returns: (transfer full) (nullable): the draft; %NULL without an error if there is none
 */
CabinetDraft *
cabinet_journal_load_draft (CabinetJournal *self, const char *account, const char *thread, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_DRAFT, "@");
  g_autofree char *sql =
    g_strdup_printf ("select %s from drafts where account = ?1 and subject = ?2", columns);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_journal_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db, sql, error) : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  cabinet_db_bind_text (statement, 2, thread != NULL ? thread : "");
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  return cabinet_record_sql_read (statement, 0, CABINET_TYPE_DRAFT, NULL, NULL, error);
}

static gboolean
forget_draft (CabinetDb *db, CabinetDraft *draft, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "delete from drafts where account = ?1 and subject = ?2", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, draft->account);
  cabinet_db_bind_text (statement, 2, draft->subject);
  return cabinet_db_run (db, statement, error);
}

static gboolean
save_draft (CabinetDb *db, gpointer data, GError **error)
{
  CabinetDraft *draft = data;
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_DRAFT, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_DRAFT, "?#");
  g_autofree char *sql = g_strdup_printf ("insert or replace into drafts (%s) values (%s)", columns, values);
  g_autoptr (CabinetStatementHandle) statement = NULL;

  if (*draft->text == '\0' && draft->attachments[0] == NULL)
    return forget_draft (db, draft, error);
  statement = cabinet_db_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;
  cabinet_record_sql_bind (statement, 1, draft);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_journal_save_draft_async:
 * @draft: not changed any more
 */
void
cabinet_journal_save_draft_async (CabinetJournal *self,
                                  CabinetDraft *draft,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CABINET_IS_JOURNAL (self));
  g_return_if_fail (CABINET_IS_DRAFT (draft));

  cabinet_journal_push (self, g_object_ref (draft), g_object_unref, save_draft, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}
