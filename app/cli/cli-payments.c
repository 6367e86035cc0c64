/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli-payment.h"

#include <glib/gi18n-lib.h>

/* The word of the provider; only without it what the outbox knows. */
static const char *
state_word (CabinetTopUp *top_up)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (top_up);

  if (payment != NULL && payment->state != CABINET_PAYMENT_STATE_UNKNOWN)
    return cabinet_enum_to_nick (CABINET_TYPE_PAYMENT_STATE, (int) payment->state);
  if (cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_REFUSED)
    return "cancelled";
  return cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_SENDING ? "created" : "unknown";
}

static void
add_steps (JsonBuilder *builder, CabinetPayment *payment)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; payment != NULL && i < cabinet_list_length (payment->steps); i++)
    {
      CabinetPaymentStep *step = cabinet_list_get (payment->steps, i);

      json_builder_begin_object (builder);
      cli_json_string (builder, "state",
                       cabinet_enum_to_nick (CABINET_TYPE_PAYMENT_STATE, (int) step->state));
      cli_json_instant (builder, "at", step->at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const char *
reason_of (CabinetPayment *payment)
{
  if (payment == NULL || payment->decline == NULL)
    return NULL;
  if (payment->decline->reason == CABINET_DECLINE_REASON_UNKNOWN)
    return cabinet_record_get_word (CABINET_RECORD (payment->decline), "reason");
  return cabinet_enum_to_nick (CABINET_TYPE_DECLINE_REASON, (int) payment->decline->reason);
}

static void
add_json (CliArray *array, CabinetTopUp *top_up)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CabinetPayment *payment = cabinet_top_up_get_payment (top_up);
  CabinetMoney amount = cabinet_top_up_get_amount (top_up);
  CabinetMoney none = { 0 };

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (cabinet_top_up_get_account (top_up)));
  cli_json_string (builder, "id", payment != NULL ? payment->id : cabinet_top_up_get_key (top_up));
  cli_json_money (builder, "amount", &amount, CABINET_ROUND_UP);
  cli_json_money (builder, "fee", payment != NULL ? &payment->fee : &none, CABINET_ROUND_UP);
  cli_json_string (builder, "method", payment != NULL ? payment->method : NULL);
  cli_json_string (builder, "processor", payment != NULL ? payment->processor : NULL);
  cli_json_string (builder, "state", state_word (top_up));
  cli_json_string (builder, "confirmation_url", payment != NULL ? payment->confirmation_url : NULL);
  cli_json_instant (builder, "expires_at", payment != NULL ? payment->expires_at : 0);
  cli_json_string (builder, "reason", reason_of (payment));
  add_steps (builder, payment);
  cli_json_string (builder, "receipt",
                   payment != NULL && payment->receipt != CABINET_RECEIPT_STATE_UNKNOWN
                     ? cabinet_enum_to_nick (CABINET_TYPE_RECEIPT_STATE, (int) payment->receipt)
                     : NULL);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
print_lines (CabinetTopUp *top_up)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (top_up);
  CabinetMoney amount = cabinet_top_up_get_amount (top_up);
  g_autofree char *sum = cabinet_money_format (&amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  g_autofree char *headline = cabinet_top_up_dup_headline (top_up);
  g_autofree char *advice = cabinet_top_up_dup_advice (top_up);

  g_print ("%s  %s  %s\n", payment != NULL ? payment->id : cabinet_top_up_get_key (top_up), sum, headline);
  if (advice != NULL)
    g_print ("  %s\n", advice);
  if (payment != NULL && payment->confirmation_url != NULL
      && cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_WAITING)
    g_print ("  %s\n", payment->confirmation_url);
}

void
cli_print_payment (Cli *cli, CabinetTopUp *top_up)
{
  CliArray array;

  if (!cli->json)
    {
      print_lines (top_up);
      return;
    }
  cli_array_begin (&array, stdout, TRUE);
  add_json (&array, top_up);
  cli_array_end (&array);
}

/* What the payment is worth as an exit code. */
static int
judge (CabinetTopUp *top_up, gboolean waited, GError **error)
{
  g_autofree char *headline = cabinet_top_up_dup_headline (top_up);
  g_autofree char *advice = cabinet_top_up_dup_advice (top_up);

  switch (cabinet_top_up_get_state (top_up))
    {
    case CABINET_TOP_UP_CREDITED:
    case CABINET_TOP_UP_DONE:
      return CLI_DONE;
    case CABINET_TOP_UP_DECLINED:
    case CABINET_TOP_UP_EXPIRED:
    case CABINET_TOP_UP_REFUNDED:
    case CABINET_TOP_UP_REFUSED:
      cabinet_set_error (error, CABINET_ERROR_REFUSED, reason_of (cabinet_top_up_get_payment (top_up)),
                         "%s%s%s", headline, advice != NULL ? ". " : "", advice != NULL ? advice : "");
      return CLI_REFUSED;
    case CABINET_TOP_UP_UNCONFIRMED:
      cabinet_set_error (error, CABINET_ERROR_UNCONFIRMED, "unconfirmed", "%s. %s", headline, advice);
      return CLI_UNCONFIRMED;
    case CABINET_TOP_UP_SENDING:
    case CABINET_TOP_UP_WAITING:
    case CABINET_TOP_UP_PAID:
    case CABINET_TOP_UP_UNKNOWN:
    default:
      if (!waited)
        return CLI_DONE;
      cabinet_set_error (error, CABINET_ERROR_UNCONFIRMED, "wait-over",
                         _ ("Not credited yet: ask again with “payment %s”, do not pay again"),
                         cabinet_top_up_get_payment (top_up) != NULL ? cabinet_top_up_get_payment (top_up)->id
                                                                     : cabinet_top_up_get_key (top_up));
      return CLI_UNCONFIRMED;
    }
}

typedef struct
{
  GMainLoop *loop;
  gboolean over;
} Watch;

static void
on_changed (CabinetTopUp *top_up, Watch *watch)
{
  CabinetTopUpState state = cabinet_top_up_get_state (top_up);

  if (cabinet_top_up_is_final (top_up) || state == CABINET_TOP_UP_CREDITED)
    g_main_loop_quit (watch->loop);
}

static gboolean
on_time_over (gpointer user_data)
{
  Watch *watch = user_data;

  watch->over = TRUE;
  g_main_loop_quit (watch->loop);
  return G_SOURCE_REMOVE;
}

int
cli_wait_for_payment (Cli *cli, CabinetTopUp *top_up, int seconds, GError **error)
{
  CabinetTopUpState before = cabinet_top_up_get_state (top_up);
  Watch watch = { 0 };
  gulong handler;
  guint timer;

  if (seconds > 0 && before != CABINET_TOP_UP_CREDITED && !cabinet_top_up_is_final (top_up))
    {
      watch.loop = g_main_loop_new (NULL, FALSE);
      handler = g_signal_connect (top_up, "changed", G_CALLBACK (on_changed), &watch);
      timer = g_timeout_add_seconds ((guint) seconds, on_time_over, &watch);
      cabinet_top_up_start_watching (top_up);
      g_main_loop_run (watch.loop);
      cabinet_top_up_stop_watching (top_up);
      if (!watch.over)
        g_source_remove (timer);
      g_signal_handler_disconnect (top_up, handler);
      g_main_loop_unref (watch.loop);
    }
  if (seconds > 0 && (cli->json || cabinet_top_up_get_state (top_up) != before))
    cli_print_payment (cli, top_up);
  return judge (top_up, seconds > 0, error);
}

static int
run_payments (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  CliArray array;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  readings = cli_read_with (cli, "pay", &cli_top_ups_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  if (cli->json)
    cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < readings->len; i++)
    {
      CabinetAccount *account = ((CliReading *) g_ptr_array_index (readings, i))->account;
      GListModel *top_ups = G_LIST_MODEL (cabinet_account_get_top_ups (account));

      for (guint j = 0; j < g_list_model_get_n_items (top_ups); j++)
        {
          g_autoptr (CabinetTopUp) top_up = g_list_model_get_item (top_ups, j);

          if (cli->json)
            add_json (&array, top_up);
          else
            print_lines (top_up);
        }
    }
  if (cli->json)
    cli_array_end (&array);
  return cli_readings_to_exit (cli, readings);
}

const CliCommand cli_command_payments = {
  .name = "payments",
  .arguments = "",
  .help = N_ ("Payments that were made here, newest first"),
  .needs_household = TRUE,
  .run = run_payments,
};

static CabinetTopUp *
find_payment (GPtrArray *readings, const char *id)
{
  for (guint i = 0; i < readings->len; i++)
    {
      CabinetAccount *account = ((CliReading *) g_ptr_array_index (readings, i))->account;
      CabinetTopUp *top_up = cabinet_top_ups_lookup (cabinet_account_get_top_ups (account), id);

      if (top_up != NULL)
        return g_object_ref (top_up);
    }
  return NULL;
}

static int
run_payment (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (CabinetTopUp) top_up = NULL;
  CliExit read;

  if (arguments[0] == NULL || arguments[1] != NULL)
    {
      g_propagate_error (error, cli_usage_error (_ ("Give one payment; see payments")));
      return CLI_USAGE;
    }
  readings = cli_read_with (cli, "pay", &cli_top_ups_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  top_up = find_payment (readings, arguments[0]);
  if (top_up == NULL)
    {
      read = cli_readings_to_exit (cli, readings);
      g_propagate_error (error, cli_usage_error (_ ("There is no payment “%s”"), arguments[0]));
      return read != CLI_DONE ? (int) read : CLI_USAGE;
    }
  cli_print_payment (cli, top_up);
  return (int) cli_readings_to_exit (cli, readings);
}

const CliCommand cli_command_payment = {
  .name = "payment",
  .arguments = N_ ("ID"),
  .help = N_ ("Where a payment is, step by step"),
  .needs_household = TRUE,
  .run = run_payment,
};
