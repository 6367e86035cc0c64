/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger-fixture.h"

#include "cabinet-account-private.h"

#define NUMBER "12345"
#define ACCOUNT "tomtel-" NUMBER

CabinetArchive *
ledger_open_archive (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cabinet", NULL);
  g_autofree char *path = g_build_filename (folder, "archive.db", NULL);
  g_autoptr (GError) error = NULL;
  CabinetArchive *archive;

  g_mkdir_with_parents (folder, 0700);
  archive = cabinet_archive_open (path, &error);
  g_assert_no_error (error);
  return archive;
}

void
ledger_add_contract (CabinetArchive *archive, const char *number, const char *currency)
{
  g_autoptr (CabinetStoredSignIn) sign_in = g_object_new (CABINET_TYPE_STORED_SIGN_IN, NULL);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetStoredAccount *account = g_object_new (CABINET_TYPE_STORED_ACCOUNT, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sign_in->id = g_strdup_printf ("00000000-0000-0000-0000-0000000%s", number);
  sign_in->connector = g_strdup ("cabinet");
  sign_in->base_url = g_strdup ("http://127.0.0.1:1/tomtel");
  sign_in->provider = g_strdup ("tomtel");
  sign_in->kind = CABINET_LOGIN_KIND_PASSWORD;
  sign_in->login = g_strdup (number);
  account->id = g_strconcat ("tomtel-", number, NULL);
  account->sign_in = g_strdup (sign_in->id);
  account->contract = g_object_new (CABINET_TYPE_CONTRACT, NULL);
  account->contract->id = g_strdup ("c1");
  account->contract->number = g_strdup (number);
  account->contract->zone = g_strdup ("Asia/Tomsk");
  account->contract->currency = g_strdup (currency);
  account->contract->subscriber_kind = CABINET_SUBSCRIBER_KIND_PERSON;
  g_ptr_array_add (accounts, account);
  cabinet_archive_save_sign_in_async (archive, sign_in, accounts, NULL, service_on_result, &result);
  service_wait_for (&result);
  g_assert_true (cabinet_archive_finish (archive, result, &error));
  g_assert_no_error (error);
}

void
ledger_save (CabinetArchive *archive, const char *account, GPtrArray *operations)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_list_store_splice (list, 0, 0, operations->pdata, operations->len);
  cabinet_archive_save_operations_async (archive, account, G_LIST_MODEL (list), NULL, NULL, service_on_result,
                                         &result);
  service_wait_for (&result);
  cabinet_archive_save_operations_finish (archive, result, NULL, &error);
  g_assert_no_error (error);
}

/* Operation @i; each has an instant of its own. */
CabinetOperation *
ledger_make_operation (GRand *random, guint i, CabinetDate day)
{
  static const char *const titles[] = { "абонентская плата", "Ёлка", "Еда", "Абонентская плата", "жук" };
  static const char *const services[] = { "Интернет", "ТВ", NULL };
  CabinetOperation *operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  guint die = (guint) g_rand_int_range (random, 0, 20);

  operation->id = g_strdup_printf ("o%05u", i);
  operation->revision = 1;
  operation->date = day;
  operation->at = ((gint64) day - 719163) * G_TIME_SPAN_DAY + (gint64) (i % 80000) * G_TIME_SPAN_SECOND;
  operation->kind = die == 0   ? CABINET_OPERATION_KIND_PAYMENT
                    : die == 1 ? CABINET_OPERATION_KIND_CORRECTION
                               : CABINET_OPERATION_KIND_CHARGE;
  operation->amount =
    cabinet_money ((die < 2 ? 1 : -1) * (gint64) g_rand_int_range (random, 1, 60) * 5000000, "RUB");
  operation->balance_after = cabinet_money ((gint64) i * 1000000, "RUB");
  operation->title = g_strdup (titles[g_rand_int_range (random, 0, G_N_ELEMENTS (titles))]);
  operation->service = g_strdup (services[g_rand_int_range (random, 0, G_N_ELEMENTS (services))]);
  return operation;
}

int
ledger_compare_newest (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;

  if (one->date != other->date)
    return one->date > other->date ? -1 : 1;
  return one->at > other->at ? -1 : 1;
}

void
ledger_open (Ledger *self, guint seed, guint n, guint n_days)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  CabinetArchive *archive = ledger_open_archive ();

  ledger_add_contract (archive, NUMBER, "RUB");
  self->operations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->operations,
                     ledger_make_operation (random, i,
                                            cabinet_date_new (2026, 1, 10)
                                              + (CabinetDate) g_rand_int_range (random, 0, (gint32) n_days)));
  ledger_save (archive, ACCOUNT, self->operations);
  g_ptr_array_sort (self->operations, ledger_compare_newest);
  cabinet_archive_close (archive);
  g_object_unref (archive);
  self->household = service_open ();
  self->account = service_lookup (self->household, ACCOUNT);
  self->statement = cabinet_statement_new (self->account);
}

void
ledger_close (Ledger *self)
{
  g_clear_object (&self->statement);
  g_clear_object (&self->account);
  g_ptr_array_unref (self->operations);
  service_close (self->household);
  service_forget_files ();
}

CabinetStatementRow *
ledger_get_row (CabinetStatement *statement, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (statement), position);
}

guint
ledger_get_n_rows (CabinetStatement *statement)
{
  return g_list_model_get_n_items (G_LIST_MODEL (statement));
}

/* The ids of all operations that have rows, in their order. */
char *
ledger_list_ids (CabinetStatement *statement)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < ledger_get_n_rows (statement); i++)
    {
      g_autoptr (CabinetStatementRow) row = ledger_get_row (statement, i);

      if (row->kind == CABINET_STATEMENT_ROW_OPERATION)
        g_string_append_printf (ids, "%s ", row->operation->id);
    }
  return g_string_free (ids, FALSE);
}

char *
ledger_list_expected (Ledger *ledger, LedgerWanted wanted)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);

      if (wanted == NULL || wanted (operation))
        g_string_append_printf (ids, "%s ", operation->id);
    }
  return g_string_free (ids, FALSE);
}

void
ledger_put (Ledger *ledger, CabinetOperation *operation)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, operation);
  ledger_save (ledger->account->core->archive, cabinet_account_get_id (ledger->account), one);
  g_signal_emit_by_name (ledger->account, "ledger-changed");
}
