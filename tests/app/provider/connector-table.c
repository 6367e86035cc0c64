/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-provider-ops.h"

/* Prints what each connector can, from the connectors themselves: the table of docs/connectors.md. */

static CabinetProvider *
open_connector (const char *name)
{
  g_autoptr (GError) error = NULL;
  CabinetProvider *provider = cabinet_provider_new (name, "https://example.org", NULL, &error);

  g_assert_no_error (error);
  return provider;
}

static const char *
name_ledger (CabinetLedger ledger)
{
  switch (ledger)
    {
    case CABINET_LEDGER_PAGES:
      return "pages with a cursor";
    case CABINET_LEDGER_WITH_IDS:
      return "whole, with ids";
    case CABINET_LEDGER_WITHOUT_IDS:
      return "whole, without ids";
    }
  g_assert_not_reached ();
}

int
main (void)
{
  const char *const *names = cabinet_provider_list_connectors ();
  guint n = g_strv_length ((char **) names);
  g_autoptr (GPtrArray) providers = g_ptr_array_new_with_free_func (g_object_unref);

  g_print ("| operation |");
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (providers, open_connector (names[i]));
      g_print (" `%s` |", names[i]);
    }
  g_print ("\n|---|");
  for (guint i = 0; i < n; i++)
    g_print ("---|");
  for (int op = 0; op < CABINET_N_OPS; op++)
    {
      g_print ("\n| %s |", cabinet_op_get_name (op));
      for (guint i = 0; i < n; i++)
        g_print (" %s |", cabinet_provider_supports (g_ptr_array_index (providers, i), op) ? "yes" : "no");
    }
  g_print ("\n| *tells its ledger* |");
  for (guint i = 0; i < n; i++)
    g_print (" %s |", name_ledger (cabinet_provider_get_ledger (names[i])));
  g_print ("\n| *keeps keys* |");
  for (guint i = 0; i < n; i++)
    g_print (" %s |", cabinet_provider_keeps_keys (names[i]) ? "yes" : "no");
  g_print ("\n| *fills in web pages, if allowed* |");
  for (guint i = 0; i < n; i++)
    g_print (" %s |", cabinet_provider_has_web_forms (names[i]) ? "yes" : "no");
  g_print ("\n");
  return 0;
}
