/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-journal-drafts.h"

#include "cabinet-journal-private.h"

typedef struct
{
  char *account;
  char *subject; /* "" = a new thread */
  char *text;    /* NULL = forget it */
  CabinetInstant now;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->account);
  g_free (draft->subject);
  g_free (draft->text);
  g_free (draft);
}

/**
 * cabinet_journal_load_draft:
 * @account: whose
 * @subject: (nullable): the id of a thread; %NULL = a new one
 *
 * Returns: (transfer full) (nullable): what was typed; %NULL without an error if nothing was
 */
char *
cabinet_journal_load_draft (CabinetJournal *self, const char *account, const char *subject, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_journal_get_reader (self, error);
  statement =
    db != NULL ? cabinet_db_prepare (db, "select text from drafts where account = ?1 and subject = ?2", error)
               : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  cabinet_db_bind_text (statement, 2, subject != NULL ? subject : "");
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  return cabinet_db_dup_text (statement, 0);
}

static gboolean
save_draft (CabinetDb *db, gpointer data, GError **error)
{
  Draft *draft = data;
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (
    db,
    draft->text != NULL ? "insert into drafts (account, subject, text, updated_at) values (?1, ?2, ?3, ?4) "
                          "on conflict (account, subject) do update set text = excluded.text, "
                          "updated_at = excluded.updated_at"
                        : "delete from drafts where account = ?1 and subject = ?2",
    error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, draft->account);
  cabinet_db_bind_text (statement, 2, draft->subject);
  if (draft->text != NULL)
    {
      cabinet_db_bind_text (statement, 3, draft->text);
      sqlite3_bind_int64 (statement, 4, draft->now);
    }
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_journal_save_draft_async:
 * @account: whose
 * @subject: (nullable): the id of a thread; %NULL = a new one
 * @text: (nullable): what was typed; %NULL or empty forgets it
 */
void
cabinet_journal_save_draft_async (CabinetJournal *self,
                                  const char *account,
                                  const char *subject,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Draft *draft;

  g_return_if_fail (CABINET_IS_JOURNAL (self));
  g_return_if_fail (account != NULL);

  draft = g_new0 (Draft, 1);
  draft->account = g_strdup (account);
  draft->subject = g_strdup (subject != NULL ? subject : "");
  draft->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  draft->now = cabinet_instant_now ();
  cabinet_journal_push (self, draft, draft_free, save_draft, CABINET_WORK_TRANSACTION, cancellable, callback,
                        user_data);
}
