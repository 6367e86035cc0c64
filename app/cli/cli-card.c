/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-top-ups.h"
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *serial;
static gboolean pin_stdin;

static const GOptionEntry options[] = {
  { "serial", 0, 0, G_OPTION_ARG_STRING, &serial, N_ ("The card's serial number, where it is asked for"),
    N_ ("NUMBER") },
  { "pin-stdin", 0, 0, G_OPTION_ARG_NONE, &pin_stdin, N_ ("Read the PIN from standard input"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* Never an argument: others see those. */
static char *
read_pin (GError **error)
{
  char *pin = NULL;

  if (pin_stdin)
    pin = cli_read_line ();
  else if (cli_has_terminal ())
    pin = cli_ask (_ ("PIN of the card:"), TRUE);
  else
    {
      g_propagate_error (error, cli_usage_error (_ ("Give the PIN with --pin-stdin")));
      return NULL;
    }
  if (pin != NULL && *pin != '\0')
    return pin;
  g_free (pin);
  g_propagate_error (error, cli_usage_error (_ ("The PIN is missing")));
  return NULL;
}

static CabinetAccount *
choose (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = NULL;
  gboolean with_serial;

  if (arguments[0] != NULL)
    g_propagate_error (error, cli_usage_error (_ ("“%s” is too much"), arguments[0]));
  else if (cli->offline)
    g_propagate_error (error, cli_usage_error (_ ("Nothing can be paid with --offline")));
  else
    account = cli_choose_account (cli, error);
  if (account == NULL)
    return NULL;
  if (!cabinet_top_ups_get_card (cabinet_account_get_top_ups (account), &with_serial))
    g_propagate_error (error, cabinet_error_new (CABINET_ERROR_UNSUPPORTED, NULL, "%s",
                                                 _ ("The provider takes no top-up cards")));
  else if (with_serial && serial == NULL)
    g_propagate_error (error, cli_usage_error (_ ("Say the serial number with --serial")));
  else
    return g_steal_pointer (&account);
  return NULL;
}

static void
print_payment (Cli *cli, CabinetAccount *account, CabinetPayment *payment)
{
  g_autofree char *sum =
    cabinet_money_is_set (&payment->amount)
      ? cabinet_money_format (&payment->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN)
      : NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  CliArray array;

  if (!cli->json)
    {
      if (sum != NULL)
        g_print (_ ("Credited: %s\n"), sum);
      else
        g_print (_ ("The card is credited.\n"));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_string (builder, "id", payment->id);
  cli_json_money (builder, "amount", &payment->amount, CABINET_ROUND_HALF_AWAY);
  cli_json_string (builder, "state", cabinet_enum_to_nick (CABINET_TYPE_PAYMENT_STATE, payment->state));
  json_builder_end_object (builder);
  cli_array_begin (&array, stdout, TRUE);
  cli_array_add (&array, builder);
  cli_array_end (&array);
}

static int
run_card (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = choose (cli, arguments, error);
  g_autoptr (CabinetPayment) payment = NULL;
  g_auto (CliWait) wait = { 0 };
  CabinetTopUps *top_ups;
  char *pin;

  if (account == NULL)
    return CLI_USAGE;
  pin = read_pin (error);
  if (pin == NULL)
    return CLI_USAGE;
  top_ups = cabinet_account_get_top_ups (account);
  cabinet_top_ups_redeem_async (top_ups, serial, pin, NULL, cli_on_result, &wait);
  explicit_bzero (pin, strlen (pin));
  g_free (pin);
  payment = cabinet_top_ups_redeem_finish (top_ups, cli_wait (&wait), error);
  if (payment == NULL)
    return CLI_REFUSED;
  print_payment (cli, account, payment);
  return CLI_DONE;
}

const CliCommand cli_command_card = {
  "card", "", N_ ("Top up with a card that has a PIN under its coating"), TRUE, options, run_card,
};
