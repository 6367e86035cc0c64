/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-payments.h"

#include "cabinet-archive-private.h"

static void
bind_payment (CabinetStatementHandle *statement, gpointer record)
{
  CabinetPayment *payment = record;

  cabinet_db_bind_text (statement, 3, payment->id);
  cabinet_db_bind_text (statement, 4, payment->key);
  sqlite3_bind_int64 (statement, 5, payment->created_at);
  sqlite3_bind_int64 (statement, 6, cabinet_payment_is_final (payment));
}

static const CabinetRecordTable payments_table = {
  .type = cabinet_payment_get_type,
  .put = "insert into payments (account, id, key, created_at, final, body) values (?1, ?3, ?4, ?5, ?6, ?2) "
         "on conflict (account, id) do update set key = excluded.key, created_at = excluded.created_at, "
         "final = excluded.final, body = excluded.body where body is not excluded.body",
  .bind = bind_payment,
};

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
  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  return cabinet_archive_load_records (self, &payments_table,
                                       "select body from payments where "
                                       "account = (select pk from accounts where id = ?1) "
                                       "order by created_at desc, id desc limit ?2",
                                       account, limit, error);
}

/**
 * cabinet_archive_lookup_payment:
 * @account: whose
 * @id: of the payment
 *
 * Returns: (transfer full) (nullable): the payment; %NULL without an error if it is not archived
 */
CabinetPayment *
cabinet_archive_lookup_payment (CabinetArchive *self, const char *account, const char *id, GError **error)
{
  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL && id != NULL, NULL);

  return cabinet_archive_lookup_record (self, &payments_table,
                                        "select body from payments where id = ?2 and "
                                        "account = (select pk from accounts where id = ?1)",
                                        account, id, NULL, error);
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
  cabinet_archive_save_records_async (self, &payments_table, account, payments, cancellable, callback,
                                      user_data);
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
  return cabinet_archive_save_records_finish (self, result, changed, error);
}
