/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-payments.h"

#include "cabinet-archive-private.h"

/* The body is the record itself; what stands beside it is only what rows are found and ordered by. */

typedef struct
{
  char *account;
  GPtrArray *payments;
  guint changed;
} PaymentsJob;

static void
payments_job_free (gpointer data)
{
  PaymentsJob *job = data;

  g_free (job->account);
  g_ptr_array_unref (job->payments);
  g_free (job);
}

/* What this version cannot decode is left out; it stays in the file. */
static CabinetPayment *
read_payment (CabinetStatementHandle *statement)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *json = cabinet_db_dup_text (statement, 0);
  CabinetPayment *payment = cabinet_record_decode_text (CABINET_TYPE_PAYMENT, json, -1, &problem);

  if (payment == NULL)
    g_message ("a payment is not readable: %s", problem->message);
  return payment;
}

/**
 * cabinet_archive_load_payments:
 * @account: whose
 * @limit: how many of the newest; 0 = all
 *
 * Returns: (transfer full) (element-type CabinetPayment) (nullable): the payments as last read, newest first
 */
GPtrArray *
cabinet_archive_load_payments (CabinetArchive *self, const char *account, guint limit, GError **error)
{
  g_autoptr (GPtrArray) payments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db,
                                               "select body from payments where "
                                               "account = (select pk from accounts where id = ?1) "
                                               "order by created_at desc, id desc limit ?2",
                                               error)
                         : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, limit > 0 ? (gint64) limit : -1);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetPayment *payment = read_payment (statement);

      if (payment != NULL)
        g_ptr_array_add (payments, payment);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&payments) : NULL;
}

static gboolean
put (
  CabinetDb *db, CabinetStatementHandle *statement, gint64 account, CabinetPayment *payment, GError **error)
{
  g_autofree char *json = cabinet_record_encode_text (payment);

  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, payment->id);
  cabinet_db_bind_text (statement, 3, payment->key);
  sqlite3_bind_int64 (statement, 4, payment->created_at);
  sqlite3_bind_int64 (statement, 5, cabinet_payment_is_final (payment));
  cabinet_db_bind_text (statement, 6, json);
  return cabinet_db_run (db, statement, error);
}

static gboolean
save_payments (CabinetDb *db, gpointer data, GError **error)
{
  PaymentsJob *job = data;
  g_autoptr (CabinetStatementHandle) statement = NULL;
  gint64 account;

  if (!cabinet_archive_find_account (db, job->account, &account, NULL, error))
    return FALSE;
  statement = cabinet_db_prepare (db,
                                  "insert into payments (account, id, key, created_at, final, body) "
                                  "values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (account, id) do update set "
                                  "key = excluded.key, created_at = excluded.created_at, "
                                  "final = excluded.final, body = excluded.body "
                                  "where body is not excluded.body",
                                  error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < job->payments->len; i++)
    {
      if (!put (db, statement, account, g_ptr_array_index (job->payments, i), error))
        return FALSE;
      job->changed += cabinet_db_get_changes (db);
    }
  return TRUE;
}

/**
 * cabinet_archive_save_payments_async:
 * @account: whose
 * @payments: (element-type CabinetPayment): the array may be changed once this has returned
 *
 * Adds what is new and renews what is different. Nothing is ever taken away.
 */
void
cabinet_archive_save_payments_async (CabinetArchive *self,
                                     const char *account,
                                     GPtrArray *payments,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  PaymentsJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL && payments != NULL);

  job = g_new0 (PaymentsJob, 1);
  job->account = g_strdup (account);
  job->payments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < payments->len; i++)
    g_ptr_array_add (job->payments, g_object_ref (g_ptr_array_index (payments, i)));
  cabinet_archive_push (self, job, payments_job_free, save_payments, CABINET_WORK_TRANSACTION, cancellable,
                        callback, user_data);
}

/**
 * cabinet_archive_save_payments_finish:
 * @changed: (out) (optional): how many were new or different
 */
gboolean
cabinet_archive_save_payments_finish (CabinetArchive *self,
                                      GAsyncResult *result,
                                      guint *changed,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == save_payments, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (changed != NULL)
    *changed = ((PaymentsJob *) g_task_get_task_data (G_TASK (result)))->changed;
  return TRUE;
}
