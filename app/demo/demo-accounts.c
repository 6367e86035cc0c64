/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-accounts.h"

#include "demo-tenant.h"

#include <json-glib/json-glib.h>

/* The numbers that a login opens, those of --contracts too. */
static char **
list_numbers (const DemoLogin *login, const DemoOptions *options)
{
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  guint n = demo_login_count_contracts (login);

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (numbers, demo_login_get_contract_number (login, i));
  for (guint i = n; g_str_equal (login->login, "12345") && i < (guint) options->contracts; i++)
    {
      g_autofree char *number = g_strdup_printf ("12345-%u", i + 1);
      g_strv_builder_add (numbers, number);
    }
  return g_strv_builder_end (numbers);
}

static const char *
describe (const DemoTenant *tenant, const DemoLogin *login)
{
  const DemoContractSpec *spec;

  if (demo_text (&login->words, DEMO_ENGLISH) != NULL)
    return demo_text (&login->words, DEMO_ENGLISH);
  spec = demo_tenant_find_contract (tenant, login->category, demo_login_get_contract_number (login, 0));
  return demo_text (&demo_tenant_find_case (tenant, spec->situation)->words, DEMO_ENGLISH);
}

static char *
dup_secret (const DemoLogin *login)
{
  return demo_login_takes_code (login) ? demo_login_dup_code (login->login) : g_strdup (login->secret);
}

static const char *
kind_of (const DemoLogin *login)
{
  return cabinet_enum_to_nick (CABINET_TYPE_LOGIN_KIND, demo_login_takes_code (login)
                                                          ? CABINET_LOGIN_KIND_PHONE_CODE
                                                          : CABINET_LOGIN_KIND_PASSWORD);
}

/**
 * demo_accounts_to_text:
 *
 * Returns: (transfer full): a table of all logins; the secret of a phone is the code that would be sent
 */
char *
demo_accounts_to_text (const DemoOptions *options)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%-8s %-8s %-13s %-9s %-10s %-40s %s\n", "TENANT", "CATEGORY", "LOGIN",
                          "SECRET", "KIND", "SITUATION", "CONTRACTS");
  for (guint i = 0; demo_tenants[i] != NULL; i++)
    for (const DemoLogin *login = demo_tenants[i]->logins; login->login != NULL; login++)
      {
        g_auto (GStrv) numbers = list_numbers (login, options);
        g_autofree char *joined = g_strjoinv (" ", numbers);
        g_autofree char *secret = dup_secret (login);

        g_string_append_printf (text, "%-8s %-8s %-13s %-9s %-10s %-40s %s\n", demo_tenants[i]->id,
                                login->category != NULL ? login->category : "", login->login, secret,
                                kind_of (login), describe (demo_tenants[i], login), joined);
      }
  return g_string_free (text, FALSE);
}

static JsonObject *
login_to_json (const DemoTenant *tenant, const DemoLogin *login, const DemoOptions *options)
{
  JsonObject *object = json_object_new ();
  JsonArray *contracts = json_array_new ();
  g_auto (GStrv) numbers = list_numbers (login, options);
  g_autofree char *secret = dup_secret (login);

  json_object_set_string_member (object, "tenant", tenant->id);
  if (login->category != NULL)
    json_object_set_string_member (object, "category", login->category);
  json_object_set_string_member (object, "login", login->login);
  json_object_set_string_member (object, "secret", secret);
  json_object_set_string_member (object, "kind", kind_of (login));
  json_object_set_string_member (object, "situation", describe (tenant, login));
  for (guint i = 0; numbers[i] != NULL; i++)
    json_array_add_string_element (contracts, numbers[i]);
  json_object_set_array_member (object, "contracts", contracts);
  return object;
}

/**
 * demo_accounts_to_json:
 *
 * Returns: (transfer full): an array of {tenant, category?, login, secret, kind, situation, contracts[]}
 */
char *
demo_accounts_to_json (const DemoOptions *options)
{
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  json_array_unref (array);
  for (guint i = 0; demo_tenants[i] != NULL; i++)
    for (const DemoLogin *login = demo_tenants[i]->logins; login->login != NULL; login++)
      json_array_add_object_element (array, login_to_json (demo_tenants[i], login, options));
  return json_to_string (node, TRUE);
}
