/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli-plan.h"

#include <glib/gi18n-lib.h>

static gboolean take;
static char *sum;
static char *from;
static char *to;

static void
add_days (JsonBuilder *builder, const char *name, gint64 days)
{
  json_builder_set_member_name (builder, name);
  if (days > 0)
    json_builder_add_int_value (builder, days);
  else
    json_builder_add_null_value (builder);
}

static void
add_available (JsonBuilder *builder, CabinetCapabilityAnswer answer, const char *reason)
{
  const gboolean available = answer == CABINET_CAPABILITY_ANSWER_YES;

  json_builder_set_member_name (builder, "available");
  json_builder_add_boolean_value (builder, available);
  cli_json_string (builder, "reason", available ? NULL : reason);
}

/* Of --sum, else the first. */
static CabinetPromiseChoice *
find_choice (CabinetPromiseOffer *offer)
{
  for (guint i = 0; i < cabinet_list_length (offer->choices); i++)
    {
      CabinetPromiseChoice *choice = cabinet_list_get (offer->choices, i);
      CabinetMoney wanted;

      if (sum == NULL
          || (cabinet_money_is_set (&choice->amount)
              && cabinet_money_parse (sum, choice->amount.currency, &wanted, NULL)
              && wanted.micros == choice->amount.micros))
        return choice;
    }
  return NULL;
}

static CabinetChangeRequest *
new_promise (CabinetPromiseChoice *choice)
{
  CabinetChangeRequest *request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);

  request->kind = CABINET_CHANGE_KIND_PROMISE;
  request->target_id = g_strdup (choice->id);
  request->when = CABINET_CHANGE_WHEN_NOW;
  return request;
}

/* What it would do; NULL if nobody can say that now. */
static CabinetChangeOutlook *
look_ahead (Cli *cli, CabinetAccount *account, CabinetPromiseOffer *offer, CabinetPromiseChoice *choice)
{
  g_autoptr (CabinetChangeRequest) request = NULL;

  if (cli->offline || choice == NULL || offer->available != CABINET_CAPABILITY_ANSWER_YES)
    return NULL;
  request = new_promise (choice);
  return cli_plan_preview (cli, account, request, NULL);
}

static void
add_promise (Cli *cli, CliArray *array, CabinetAccount *account, CabinetPromiseOffer *offer)
{
  CabinetPromiseChoice *choice = find_choice (offer);
  g_autoptr (CabinetChangeOutlook) outlook = look_ahead (cli, account, offer, choice);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const CabinetMoney none = { 0 };

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  add_available (builder, offer->available, offer->reason);
  cli_json_money (builder, "sum", choice != NULL ? &choice->amount : &none, CABINET_ROUND_DOWN);
  cli_json_money (builder, "price", choice != NULL ? &choice->price : &none, CABINET_ROUND_HALF_AWAY);
  add_days (builder, "days", choice != NULL ? choice->days : 0);
  cli_json_date (builder, "until", choice != NULL ? choice->ends_on : CABINET_DATE_NONE);
  cli_json_money (builder, "due_after", outlook != NULL ? &outlook->preview->due_after : &none,
                  CABINET_ROUND_UP);
  cli_json_date (builder, "runs_out_on_after", outlook != NULL ? outlook->runs_out_after : CABINET_DATE_NONE);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
print_lines (const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_print ("  %s\n", lines[i]);
}

static void
print_head (CabinetAccount *account)
{
  g_print ("%s (%s)\n", cabinet_account_get_display_name (account), cabinet_account_get_id (account));
}

/* What a contract never has is not said to come back. */
static void
print_refusal (CabinetCapabilityAnswer answer, const char *reason)
{
  if (answer == CABINET_CAPABILITY_ANSWER_YES)
    return;
  if (answer == CABINET_CAPABILITY_ANSWER_NOT_NOW || reason == NULL)
    g_print (_ ("  Not now: %s\n"), reason != NULL ? reason : "—");
  else
    print_lines (reason);
}

static void
print_promise (CabinetPromiseOffer *offer)
{
  g_autofree char *active = cabinet_promise_offer_dup_state_words (offer);

  if (active != NULL)
    print_lines (active);
  for (guint i = 0; i < cabinet_list_length (offer->choices); i++)
    {
      g_autofree char *words = cabinet_promise_choice_dup_words (cabinet_list_get (offer->choices, i));

      print_lines (words);
    }
  print_refusal (offer->available, offer->reason);
  if (offer->terms != NULL)
    print_lines (offer->terms);
}

static void
add_suspension (CliArray *array, CabinetAccount *account, CabinetSuspensionOffer *offer)
{
  const CabinetMoney *price = cabinet_money_is_set (&offer->price_on)    ? &offer->price_on
                              : cabinet_money_is_set (&offer->price_day) ? &offer->price_day
                                                                         : &offer->price_month;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  add_available (builder, offer->available, offer->reason);
  add_days (builder, "min_days", offer->min_days);
  add_days (builder, "max_days", offer->max_days);
  cli_json_money (builder, "price", price, CABINET_ROUND_HALF_AWAY);
  cli_json_date (builder, "from", offer->from);
  cli_json_date (builder, "to", offer->to);
  cli_json_string (builder, "state", cabinet_enum_to_nick (CABINET_TYPE_SUSPENSION_STATE, offer->state));
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
print_suspension (CabinetSuspensionOffer *offer)
{
  g_autofree char *state = cabinet_suspension_offer_dup_state_words (offer);
  g_autofree char *terms = cabinet_suspension_offer_dup_terms (offer);

  if (state != NULL)
    print_lines (state);
  print_lines (terms);
  if (state == NULL)
    print_refusal (offer->available, offer->reason);
}

/* Returns: whether the contract has the offer at all. */
static gboolean
show (Cli *cli, CliArray *array, CabinetAccount *account, gboolean promise)
{
  CabinetPlan *plan = cabinet_account_get_plan (account);
  gpointer offer =
    promise ? (gpointer) cabinet_plan_get_promise (plan) : (gpointer) cabinet_plan_get_suspension (plan);
  g_autoptr (GObject) kept = NULL;

  if (offer == NULL)
    return FALSE;
  /* While one looks ahead the plan may be read anew. */
  kept = g_object_ref (offer);
  if (!cli->json)
    print_head (account);
  if (promise && cli->json)
    add_promise (cli, array, account, offer);
  else if (promise)
    print_promise (offer);
  else if (cli->json)
    add_suspension (array, account, offer);
  else
    print_suspension (offer);
  return TRUE;
}

/* Of all contracts that have the offer; of one that has not, that is the error. */
static int
read_offers (Cli *cli, gboolean promise, GError **error)
{
  g_autoptr (GPtrArray) readings =
    cli_read_with (cli, promise ? "promise" : "suspend", &cli_plan_reader, error);
  gboolean shown = FALSE;
  CliArray array;

  if (readings == NULL)
    return CLI_USAGE;
  if (cli->json)
    cli_array_begin (&array, stdout, cli->account != NULL);
  for (guint i = 0; i < readings->len; i++)
    shown |= show (cli, &array, ((CliReading *) g_ptr_array_index (readings, i))->account, promise);
  if (cli->json && (shown || cli->account == NULL))
    cli_array_end (&array);
  if (!shown && cli->account != NULL && cli_readings_to_exit (cli, readings) == CLI_DONE)
    {
      g_propagate_error (error, cli_plan_refusal (CABINET_CAPABILITY_ANSWER_NO, NULL));
      return CLI_UNSUPPORTED;
    }
  return cli_readings_to_exit (cli, readings);
}

/* What refuses, its error tells the exit code of. */
static gboolean
check_available (CabinetCapabilityAnswer answer, const char *reason, GError **error)
{
  if (answer == CABINET_CAPABILITY_ANSWER_YES)
    return TRUE;
  g_propagate_error (error, cli_plan_refusal (answer, reason));
  return FALSE;
}

static int
run_promise (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = NULL;
  g_autoptr (CabinetChangeRequest) request = NULL;
  CabinetPromiseOffer *offer;
  CabinetPromiseChoice *choice;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  if (!take && !cli_plan_flags.dry_run)
    return read_offers (cli, TRUE, error);
  account = cli_plan_choose (cli, error);
  if (account == NULL)
    return CLI_USAGE;
  offer = cabinet_plan_get_promise (cabinet_account_get_plan (account));
  if (!check_available (offer != NULL ? offer->available : CABINET_CAPABILITY_ANSWER_NO,
                        offer != NULL ? offer->reason : NULL, error))
    return CLI_UNSUPPORTED;
  choice = find_choice (offer);
  if (choice == NULL)
    {
      g_propagate_error (error, cli_usage_error (_ ("“%s” cannot be promised; see promise"), sum));
      return CLI_USAGE;
    }
  request = new_promise (choice);
  return cli_plan_carry_out (cli, account, request, error);
}

static gboolean
read_date (const char *option, const char *text, CabinetDate *date, GError **error)
{
  if (text == NULL || cabinet_date_parse (text, date))
    return TRUE;
  g_propagate_error (error, cli_usage_error (_ ("%s takes a date, not “%s”"), option, text));
  return FALSE;
}

/* Whether the days are such as the offer wants them; what else is wrong the provider says. */
static gboolean
check_days (CabinetSuspensionOffer *offer, CabinetChangeRequest *request, CabinetDate today, GError **error)
{
  if (offer->immediate_only && request->from != CABINET_DATE_NONE && request->from != today)
    g_propagate_error (error, cli_usage_error (_ ("Here a block begins at once; leave --from out")));
  else if (!offer->open_ended && !offer->immediate_only && request->to == CABINET_DATE_NONE)
    g_propagate_error (error, cli_usage_error (_ ("Say the last day with --to")));
  else if (request->to != CABINET_DATE_NONE && request->to < MAX (request->from, today))
    g_propagate_error (error, cli_usage_error (_ ("The last day is before the first")));
  else
    {
      if (offer->immediate_only || request->from == today)
        request->from = CABINET_DATE_NONE;
      return TRUE;
    }
  return FALSE;
}

static int
run_suspend (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetAccount) account = NULL;
  CabinetSuspensionOffer *offer;

  if (!cli_has_no_argument (arguments, error) || !read_date ("--from", from, &request->from, error)
      || !read_date ("--to", to, &request->to, error))
    return CLI_USAGE;
  if (from == NULL && to == NULL && !cli_plan_flags.yes && !cli_plan_flags.dry_run)
    return read_offers (cli, FALSE, error);
  account = cli_plan_choose (cli, error);
  if (account == NULL)
    return CLI_USAGE;
  offer = cabinet_plan_get_suspension (cabinet_account_get_plan (account));
  if (!check_available (offer != NULL ? offer->available : CABINET_CAPABILITY_ANSWER_NO,
                        offer != NULL ? offer->reason : NULL, error))
    return CLI_UNSUPPORTED;
  if (!check_days (offer, request, cabinet_account_get_today (account), error))
    return CLI_USAGE;
  request->kind = CABINET_CHANGE_KIND_SUSPEND;
  request->target_id = g_strdup (offer->target_id);
  request->when = request->from != CABINET_DATE_NONE ? CABINET_CHANGE_WHEN_DATE : CABINET_CHANGE_WHEN_NOW;
  request->date = request->from;
  return cli_plan_carry_out (cli, account, request, error);
}

static int
run_resume (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetAccount) account = NULL;
  CabinetSuspensionOffer *offer;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  account = cli_plan_choose (cli, error);
  if (account == NULL)
    return CLI_USAGE;
  offer = cabinet_plan_get_suspension (cabinet_account_get_plan (account));
  if (offer != NULL && offer->state == CABINET_SUSPENSION_STATE_NONE)
    {
      g_propagate_error (error,
                         cli_plan_refusal (CABINET_CAPABILITY_ANSWER_NO, _ ("The contract is not blocked")));
      return CLI_UNSUPPORTED;
    }
  if (!check_available (offer != NULL ? offer->resume : CABINET_CAPABILITY_ANSWER_NO,
                        offer != NULL ? offer->resume_reason : NULL, error))
    return CLI_UNSUPPORTED;
  request->kind = CABINET_CHANGE_KIND_RESUME;
  request->target_id = g_strdup (offer->target_id);
  request->when = CABINET_CHANGE_WHEN_NOW;
  return cli_plan_carry_out (cli, account, request, error);
}

static const GOptionEntry promise_options[] = {
  { "take", 0, 0, G_OPTION_ARG_NONE, &take, N_ ("Take it"), NULL },
  { "sum", 0, 0, G_OPTION_ARG_STRING, &sum, N_ ("The one of this sum, if there are several"), N_ ("AMOUNT") },
  CLI_PLAN_DRY_RUN,
  CLI_PLAN_YES,
  CLI_PLAN_PASSWORD,
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry suspend_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("The first day"), N_ ("DATE") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The last day"), N_ ("DATE") },
  CLI_PLAN_DRY_RUN,
  CLI_PLAN_YES,
  CLI_PLAN_PASSWORD,
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry resume_options[] = {
  CLI_PLAN_DRY_RUN,
  CLI_PLAN_YES,
  CLI_PLAN_PASSWORD,
  G_OPTION_ENTRY_NULL,
};

const CliCommand cli_command_promise = {
  "promise",       "",          N_ ("Show whether a payment can be promised, or promise it"), TRUE,
  promise_options, run_promise,
};

const CliCommand cli_command_suspend = {
  "suspend",       "",          N_ ("Show whether the contract can be blocked, or block it"), TRUE,
  suspend_options, run_suspend,
};

const CliCommand cli_command_resume = {
  "resume", "", N_ ("End a block, or take it back"), TRUE, resume_options, run_resume,
};
