/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

/* What is said to a person, in the program's own language. */

static CabinetLoginOption *
dup_option (const char *provider)
{
  g_autoptr (CabinetProviderInfo) info = service_dup_descriptor (provider);

  return g_object_ref (cabinet_list_get (info->logins, 0));
}

static void
assert_warning (CabinetLoginOption *option, const char *login, const char *secret, const char *wanted)
{
  g_autofree char *warning = cabinet_sign_in_dup_input_warning (option, login, secret);

  if (wanted == NULL)
    g_assert_cmpstr (warning, ==, NULL);
  else if (warning == NULL || strstr (warning, wanted) == NULL)
    g_error ("“%s” does not say “%s”", warning, wanted);
  if (warning != NULL && secret != NULL && *secret != '\0')
    g_assert_null (strstr (warning, secret));
}

static void
test_input_warnings (void)
{
  g_autoptr (CabinetLoginOption) option = dup_option ("tomtel");

  assert_warning (option, "104205318", "aB3x9", NULL);
  assert_warning (option, " 104 205 318 ", "aB3x9", NULL);
  assert_warning (option, "12345", "demo", NULL);
  assert_warning (option, "1042053", "aB3x9", "1042053");
  assert_warning (option, "1042053", "aB3x9", option->example);
  assert_warning (option, "1042O5З18", NULL, "Cyrillic");
  assert_warning (option, "my nick", NULL, "spaces");
  assert_warning (option, "104205318", "раsswоrd", "look like Latin");
  assert_warning (option, "104205318", "жук", "Cyrillic");
  assert_warning (option, "104205318", " aB3x9", "space");
  assert_warning (option, "", "", NULL);
  assert_warning (NULL, "anything", "x", NULL);
  assert_warning (NULL, NULL, NULL, NULL);
  assert_warning (option, "\xff", "\xff", NULL);
}

static void
assert_refusal (CabinetError kind, const char *code, CabinetProviderInfo *info, const char *wanted)
{
  g_autoptr (GError) error = cabinet_error_new (kind, code, "the message");
  g_autofree char *words = cabinet_sign_in_dup_refusal_words (error, info);

  if (strstr (words, wanted) == NULL)
    g_error ("“%s” does not say “%s”", words, wanted);
}

static void
test_refusals (void)
{
  g_autoptr (CabinetProviderInfo) tomtel = service_dup_descriptor ("tomtel");
  g_autoptr (CabinetProviderInfo) tctr = service_dup_descriptor ("tctr");

  assert_refusal (CABINET_ERROR_AUTH, "wrong-credentials", NULL, "wrong");
  assert_refusal (CABINET_ERROR_AUTH, "wrong-credentials", tomtel, tomtel->credential_help);
  assert_refusal (CABINET_ERROR_AUTH, "wrong-credentials", tomtel, tomtel->sign_in_notice);
  assert_refusal (CABINET_ERROR_AUTH, "wrong-credentials", tctr, "category");
  assert_refusal (CABINET_ERROR_AUTH, "not-open-yet", tomtel, tomtel->sign_in_notice);
  assert_refusal (CABINET_ERROR_AUTH, "closed", tomtel, "closed");
  assert_refusal (CABINET_ERROR_AUTH, "locked", tomtel, "locked");
  assert_refusal (CABINET_ERROR_RATE_LIMITED, "locked", tomtel, "locked");
  assert_refusal (CABINET_ERROR_AUTH, "wrong-code", tomtel, "code");
  assert_refusal (CABINET_ERROR_AUTH, "code-expired", tomtel, "code");
  assert_refusal (CABINET_ERROR_AUTH, "forbidden", tomtel, "the message");
  assert_refusal (CABINET_ERROR_OFFLINE, "connect", tomtel, "online");
  assert_refusal (CABINET_ERROR_OFFLINE, "tls", tomtel, "the message");
  assert_refusal (CABINET_ERROR_OFFLINE, "tls", tomtel, "not sent");
  assert_refusal (CABINET_ERROR_TIMEOUT, NULL, tomtel, "does not answer");
  assert_refusal (CABINET_ERROR_PROTOCOL, NULL, tomtel, "the message");
  assert_refusal (CABINET_ERROR_UNSUPPORTED, NULL, tomtel, "does not offer");
  assert_refusal (CABINET_ERROR_STORAGE, "full", tomtel, "the message");
  assert_refusal (CABINET_ERROR_KEYRING, "locked", tomtel, "keyring");
  assert_refusal (CABINET_ERROR_INPUT, NULL, tomtel, "the message");
}

typedef struct
{
  const char *login;
  const char *state;
  const char *lasts;
} Situation;

static void
test_situations (void)
{
  static const Situation situations[] = {
    { "12345", "Works", "Lasts until" }, { "104205401", "In debt", NULL },    { "104205402", "Kbit/s", NULL },
    { "104205403", "Blocked", NULL },    { "104205404", "Paused", "Paused" },
  };
  g_autoptr (DemoProcess) demo = demo_process_new ("--history-months", "3", NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  g_autofree char *telemir = demo_process_dup_url (demo, "/telemir");
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) debtor = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autofree char *lasts = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      g_autoptr (CabinetAccount) account =
        service_add (household, "tomtel", url, NULL, situations[i].login, "demo", FALSE, &error);
      g_autofree char *state = NULL;
      g_autofree char *words = NULL;
      g_autofree char *read = NULL;

      g_assert_no_error (error);
      state = cabinet_account_dup_state_words (account);
      words = cabinet_account_dup_run_out_words (account);
      read = cabinet_account_dup_read_words (account);
      g_test_message ("%s: %s; %s; %s", situations[i].login, state, words, read);
      g_assert_nonnull (strstr (state, situations[i].state));
      if (situations[i].lasts != NULL)
        g_assert_true (g_str_has_prefix (words, situations[i].lasts));
      g_assert_true (g_str_has_prefix (read, "Updated at "));
    }
  debtor = service_add (household, "telemir", telemir, NULL, "48-11702", "demo", FALSE, &error);
  g_assert_no_error (error);
  number = cabinet_account_dup_number_words (debtor);
  g_assert_cmpstr (number, ==, "contract\u00a048-11702");
  lasts = cabinet_account_dup_run_out_words (debtor);
  g_assert_true (g_str_has_prefix (lasts, "In debt since "));
  g_clear_object (&debtor);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/words/input-warnings", test_input_warnings);
  service_test_add ("/words/refusals", test_refusals);
  service_test_add ("/words/situations", test_situations);
  return g_test_run ();
}
