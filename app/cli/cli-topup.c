/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-top-ups.h"
#include "cli-payment.h"

#include <glib/gi18n-lib.h>

static char *method_id;
static char *email;
static gboolean no_browser;
static int wait_s;

static const GOptionEntry options[] = {
  { "method", 0, 0, G_OPTION_ARG_STRING, &method_id, N_ ("How to pay, see the list that a wrong one prints"),
    N_ ("ID") },
  { "email", 0, 0, G_OPTION_ARG_STRING, &email, N_ ("Where the receipt goes"), N_ ("ADDRESS") },
  { "no-browser", 0, 0, G_OPTION_ARG_NONE, &no_browser, N_ ("Print the page, do not open it"), NULL },
  { "wait", 0, 0, G_OPTION_ARG_INT, &wait_s, N_ ("So long to wait for the credit; not at all without it"),
    N_ ("SECONDS") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
check_usage (Cli *cli, char **arguments, GError **error)
{
  if (arguments[0] == NULL)
    g_propagate_error (error, cli_usage_error ("%s", _ ("The sum is missing")));
  else if (arguments[1] != NULL)
    g_propagate_error (error, cli_usage_error (_ ("“%s” is too much"), arguments[1]));
  else if (cli->offline)
    g_propagate_error (error, cli_usage_error (_ ("Nothing can be paid with --offline")));
  else if (wait_s < 0)
    g_propagate_error (error, cli_usage_error (_ ("--wait takes seconds, 0 or more")));
  else
    return TRUE;
  return FALSE;
}

/* What can be paid is read first, and with it what an earlier run left behind is found. */
static gboolean
read_ways (Cli *cli, CabinetAccount *account, GError **error)
{
  g_auto (CliLimit) limit = { 0 };
  g_auto (CliWait) wait = { 0 };
  CabinetTopUps *top_ups = cabinet_account_get_top_ups (account);
  GError *problem = NULL;

  cli_limit_init (&limit, cli_get_timeout (cli));
  cabinet_top_ups_refresh_async (top_ups, limit.cancellable, cli_on_result, &wait);
  if (cabinet_top_ups_refresh_finish (top_ups, cli_wait (&wait), &problem))
    return TRUE;
  g_propagate_error (error, cli_limit_explain (&limit, problem));
  return FALSE;
}

static char *
list_ways (GListModel *methods)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", method->id);
    }
  return g_string_free (ids, FALSE);
}

static CabinetPaymentMethod *
find_way (CabinetTopUps *top_ups, GError **error)
{
  GListModel *methods = cabinet_top_ups_get_methods (top_ups);
  g_autofree char *ids = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);

      if (method_id != NULL ? !g_str_equal (method->id, method_id)
                            : method->available != CABINET_CAPABILITY_ANSWER_YES)
        continue;
      if (method->available == CABINET_CAPABILITY_ANSWER_YES)
        return method;
      cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, method->code, "%s: %s", method->title,
                         method->reason != NULL ? method->reason : _ ("not possible now"));
      return NULL;
    }
  if (method_id == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, NULL, _ ("This contract cannot be paid here"));
      return NULL;
    }
  ids = list_ways (methods);
  g_propagate_error (error,
                     cli_usage_error (_ ("There is no way to pay “%s”; there are: %s"), method_id, ids));
  return NULL;
}

/* A page is for people: whoever has no terminal gets its address only. */
static void
open_page (Cli *cli, CabinetPayment *payment)
{
  g_autoptr (GError) error = NULL;

  if (no_browser || payment == NULL || payment->confirmation_url == NULL)
    return;
  if (!g_app_info_launch_default_for_uri (payment->confirmation_url, NULL, &error))
    cli_print_note (cli, _ ("The page could not be opened here; open the address in a browser"));
}

/* Nothing of such a payment is known here: there is only a page to open. */
static int
tell_link (Cli *cli, CabinetAccount *account, CabinetPaymentMethod *method, const CabinetMoney *amount)
{
  g_autoptr (CabinetPayment) payment = g_object_new (CABINET_TYPE_PAYMENT, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;

  payment->confirmation_url = g_strdup (method->url);
  if (cli->json)
    {
      cli_array_begin (&array, stdout, TRUE);
      json_builder_begin_object (builder);
      cli_json_string (builder, "account", cabinet_account_get_id (account));
      cli_json_string (builder, "id", NULL);
      cli_json_money (builder, "amount", amount, CABINET_ROUND_UP);
      cli_json_string (builder, "method", method->title);
      cli_json_string (builder, "state", "unknown");
      cli_json_string (builder, "confirmation_url", method->url);
      json_builder_end_object (builder);
      cli_array_add (&array, builder);
      cli_array_end (&array);
    }
  else
    g_print ("%s: %s\n", method->title, method->url);
  cli_print_note (cli,
                  _ ("The sum is chosen on the provider's page. What was paid there shows in the balance, "
                     "and not here before."));
  open_page (cli, payment);
  return CLI_DONE;
}

static void
print_page (const char *url)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;

  json_builder_begin_object (builder);
  cli_json_string (builder, "confirmation_url", url);
  json_builder_end_object (builder);
  cli_array_begin (&array, stderr, TRUE);
  cli_array_add (&array, builder);
  cli_array_end (&array);
}

static int
run_topup (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = NULL;
  g_autoptr (CabinetTopUp) top_up = NULL;
  g_auto (CliWait) wait = { 0 };
  CabinetTopUps *top_ups;
  CabinetPaymentMethod *method;
  CabinetPayment *payment;
  CabinetMoney amount;

  if (!check_usage (cli, arguments, error))
    return CLI_USAGE;
  account = cli_choose_account (cli, error);
  if (account == NULL || !read_ways (cli, account, error))
    return CLI_USAGE;
  top_ups = cabinet_account_get_top_ups (account);
  method = find_way (top_ups, error);
  if (method == NULL || !cabinet_top_ups_parse_amount (top_ups, method, arguments[0], &amount, error))
    return CLI_USAGE;
  if (method->url != NULL)
    return tell_link (cli, account, method, &amount);

  cabinet_top_ups_create_async (top_ups, &amount, method, email, NULL, NULL, cli_on_result, &wait);
  top_up = cabinet_top_ups_create_finish (top_ups, cli_wait (&wait), error);
  if (top_up == NULL)
    return CLI_INTERNAL;
  /* Who waits is told where to pay before the waiting; a script finds one object, of what came of it. */
  payment = cabinet_top_up_get_payment (top_up);
  if (wait_s == 0 || !cli->json)
    cli_print_payment (cli, top_up);
  else if (payment != NULL && payment->confirmation_url != NULL)
    print_page (payment->confirmation_url);
  open_page (cli, payment);
  return cli_wait_for_payment (cli, top_up, wait_s, error);
}

const CliCommand cli_command_topup = {
  .name = "topup",
  .arguments = N_ ("AMOUNT"),
  .help = N_ ("Pay into a contract: on the provider's page, in the browser"),
  .needs_household = TRUE,
  .options = options,
  .run = run_topup,
};
