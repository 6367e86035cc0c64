/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search-fixture.h"

const char *const search_numbers[N_SEARCH_CONTRACTS] = { "10001", "10002", "10003" };
const char *const search_currencies[N_SEARCH_CONTRACTS] = { "RUB", "KZT", "RUB" };

static void
on_found (SearchFixture *fixture)
{
  fixture->n_found++;
}

void
search_fixture_begin (SearchFixture *fixture)
{
  fixture->household = service_open ();
  fixture->search = cabinet_household_search_new (fixture->household);
  fixture->n_found = 0;
  g_signal_connect_swapped (fixture->search, "found", G_CALLBACK (on_found), fixture);
}

/* Among those of contract @contract. */
void
search_fixture_keep (SearchFixture *fixture, CabinetOperation *operation, guint contract)
{
  operation->amount = cabinet_money (operation->amount.micros, search_currencies[contract]);
  operation->balance_after = cabinet_money (operation->balance_after.micros, search_currencies[contract]);
  g_object_set_data (G_OBJECT (operation), "number", (gpointer) search_numbers[contract]);
  g_ptr_array_add (fixture->operations, operation);
}

/* @n operations a contract within @n_days. */
void
search_fixture_open (SearchFixture *fixture, guint seed, guint n, guint n_days)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  CabinetArchive *archive = ledger_open_archive ();

  fixture->operations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_SEARCH_CONTRACTS; i++)
    {
      g_autofree char *account = g_strconcat ("tomtel-", search_numbers[i], NULL);
      g_autoptr (GPtrArray) own = g_ptr_array_new ();

      ledger_add_contract (archive, search_numbers[i], search_currencies[i]);
      for (guint j = 0; j < n; j++)
        {
          CabinetDate day =
            cabinet_date_new (2026, 1, 10) + (CabinetDate) g_rand_int_range (random, 0, (gint32) n_days);
          CabinetOperation *operation = ledger_make_operation (random, j * N_SEARCH_CONTRACTS + i, day);

          search_fixture_keep (fixture, operation, i);
          g_ptr_array_add (own, operation);
        }
      ledger_save (archive, account, own);
    }
  g_ptr_array_sort (fixture->operations, ledger_compare_newest);
  cabinet_archive_close (archive);
  g_object_unref (archive);
  search_fixture_begin (fixture);
}

void
search_fixture_close (SearchFixture *fixture)
{
  g_assert_finalize_object (fixture->search);
  g_ptr_array_unref (fixture->operations);
  service_close (fixture->household);
  service_forget_files ();
}

gboolean
search_is_done (gpointer data)
{
  return !cabinet_household_search_get_searching (data);
}

void
search_fixture_look_for (SearchFixture *fixture, const char *text)
{
  cabinet_household_search_set_text (fixture->search, text);
  service_wait_until (search_is_done, fixture->search);
  g_assert_cmpstr (cabinet_household_search_get_text (fixture->search), ==, text);
}
