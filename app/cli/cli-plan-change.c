/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *when;
CliPlanFlags cli_plan_flags;

/* The contract, with what it has read just now. */
CabinetAccount *
cli_plan_choose (Cli *cli, GError **error)
{
  g_autoptr (CabinetAccount) account = NULL;
  g_auto (CliLimit) limit = { 0 };
  g_auto (CliWait) wait = { 0 };
  g_auto (CliWait) overview = { 0 };
  CabinetPlan *plan;
  GError *problem = NULL;

  if (cli->offline)
    {
      g_propagate_error (error, cli_usage_error (_ ("Nothing can be changed with --offline")));
      return NULL;
    }
  if (!cli_plan_flags.dry_run && !cli_plan_flags.yes && !cli_has_terminal ())
    {
      g_propagate_error (error, cli_usage_error (_ ("Say --yes if this is to be done without asking")));
      return NULL;
    }
  account = cli_choose_account (cli, error);
  if (account == NULL)
    return NULL;
  cli_limit_init (&limit, cli_get_timeout (cli));
  plan = cabinet_account_get_plan (account);
  cabinet_plan_refresh_async (plan, limit.cancellable, cli_on_result, &wait);
  cabinet_account_refresh_overview_async (account, limit.cancellable, cli_on_result, &overview);
  cabinet_plan_refresh_finish (plan, cli_wait (&wait), &problem);
  cabinet_account_refresh_overview_finish (account, cli_wait (&overview), problem == NULL ? &problem : NULL);
  if (problem == NULL)
    return g_steal_pointer (&account);
  g_propagate_error (error, cli_limit_explain (&limit, problem));
  return NULL;
}

GError *
cli_plan_refusal (CabinetCapabilityAnswer answer, const char *reason)
{
  if (answer == CABINET_CAPABILITY_ANSWER_NOT_NOW)
    return cabinet_error_new (CABINET_ERROR_REFUSED, NULL, "%s",
                              reason != NULL ? reason : _ ("The provider does not allow this now"));
  return cabinet_error_new (CABINET_ERROR_UNSUPPORTED, NULL, "%s",
                            reason != NULL ? reason : _ ("The provider does not offer this"));
}

/* Whether the provider lets it begin so; what it does not tell it is asked. */
static gboolean
check_when (CabinetChangeRequest *request, char **offered, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (offered == NULL || offered[0] == NULL
      || g_strv_contains ((const char *const *) offered,
                          cabinet_enum_to_nick (CABINET_TYPE_CHANGE_WHEN, request->when)))
    return TRUE;
  for (guint i = 0; offered[i] != NULL; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "",
                            g_str_equal (offered[i], "next_period") ? "next-period" : offered[i]);
  g_propagate_error (error, cli_usage_error (_ ("This goes only with --when %s"), words->str));
  return FALSE;
}

/* The date, or the word, of --when; else what the provider offers first. */
static gboolean
read_when (CabinetChangeRequest *request, char **offered, GError **error)
{
  const char *word = when != NULL ? when : offered != NULL ? offered[0] : NULL;

  request->when = CABINET_CHANGE_WHEN_DATE;
  if (word == NULL || g_str_equal (word, "now"))
    request->when = CABINET_CHANGE_WHEN_NOW;
  else if (g_str_equal (word, "next-period") || g_str_equal (word, "next_period"))
    request->when = CABINET_CHANGE_WHEN_NEXT_PERIOD;
  else if (!cabinet_date_parse (word, &request->date))
    {
      g_propagate_error (error,
                         cli_usage_error (_ ("--when takes now, next-period or a date, not “%s”"), word));
      return FALSE;
    }
  return check_when (request, offered, error);
}

static CabinetTariff *
find_tariff (CabinetPlan *plan, const char *id, GError **error)
{
  GListModel *tariffs = cabinet_plan_get_tariffs (plan);

  for (guint i = 0; i < g_list_model_get_n_items (tariffs); i++)
    {
      CabinetTariff *tariff = cabinet_list_get (tariffs, i);

      if (!g_str_equal (tariff->id, id))
        continue;
      if (tariff->available == CABINET_CAPABILITY_ANSWER_YES)
        return tariff;
      g_propagate_error (error, cli_plan_refusal (tariff->available, tariff->reason == NULL && tariff->current
                                                                       ? _ ("The contract has this tariff")
                                                                       : tariff->reason));
      return NULL;
    }
  g_propagate_error (error, cli_usage_error (_ ("There is no tariff “%s”; see tariffs"), id));
  return NULL;
}

static CabinetService *
find_service (CabinetPlan *plan, const char *id, GError **error)
{
  GListModel *services = cabinet_plan_get_services (plan);

  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      CabinetService *service = cabinet_list_get (services, i);

      if (g_str_equal (service->id, id))
        return service;
    }
  g_propagate_error (error, cli_usage_error (_ ("There is no service “%s”; see services"), id));
  return NULL;
}

static void
difference (CabinetChangePreview *preview, CabinetMoney *money)
{
  *money = preview->fee_after;
  if (!cabinet_money_is_set (&preview->fee_after) || !cabinet_money_is_set (&preview->fee_before))
    *money = cabinet_money (0, NULL);
  else
    money->micros -= preview->fee_before.micros;
}

static void
print_json (JsonBuilder *builder)
{
  CliArray array;

  cli_array_begin (&array, stdout, TRUE);
  cli_array_add (&array, builder);
  cli_array_end (&array);
}

static void
print_outlook_json (CabinetChangeOutlook *outlook)
{
  CabinetChangePreview *preview = outlook->preview;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CabinetMoney fee;

  difference (preview, &fee);
  json_builder_begin_object (builder);
  cli_json_date (builder, "effective_on", preview->effective_on);
  cli_json_money (builder, "cost_now", &preview->cost_now, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "fee_difference", &fee, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "due_before", &preview->due_before, CABINET_ROUND_UP);
  cli_json_money (builder, "due_after", &preview->due_after, CABINET_ROUND_UP);
  cli_json_date (builder, "runs_out_on_before", outlook->runs_out_before);
  cli_json_date (builder, "runs_out_on_after", outlook->runs_out_after);
  if (preview->ends_on != CABINET_DATE_NONE)
    cli_json_date (builder, "ends_on", preview->ends_on);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_pair (FILE *file, const char *label, const char *before, const char *after)
{
  g_autofree char *first = cli_pad (label, 26);
  g_autofree char *second = cli_pad (before, -16);
  g_autofree char *third = cli_pad (after, -16);

  fprintf (file, "  %s %s → %s\n", first, second, third);
}

static void
print_sums (FILE *file, const char *label, const CabinetMoney *before, const CabinetMoney *after)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (!cabinet_money_is_set (before) || !cabinet_money_is_set (after))
    return;
  first = cabinet_money_format (before, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  second = cabinet_money_format (after, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  print_pair (file, label, first, second);
}

/* What a person must know before the answer is yes; it stands where the question stands. */
static void
print_outlook (FILE *file, CabinetAccount *account, CabinetChangeOutlook *outlook)
{
  CabinetChangePreview *preview = outlook->preview;
  CabinetDate today = cabinet_account_get_today (account);
  g_autofree char *day = cabinet_date_format (preview->effective_on, CABINET_DATE_STYLE_FULL, today);
  g_autofree char *cost =
    cabinet_money_format (&preview->cost_now, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
  g_autofree char *before = cabinet_date_format (outlook->runs_out_before, CABINET_DATE_STYLE_LONG, today);
  g_autofree char *after = cabinet_date_format (outlook->runs_out_after, CABINET_DATE_STYLE_LONG, today);

  fprintf (file, "%s\n", preview->title);
  fprintf (file, _ ("  From %s, taken at once: %s\n"), day, cost);
  if (preview->ends_on != CABINET_DATE_NONE)
    {
      g_autofree char *last = cabinet_date_format (preview->ends_on, CABINET_DATE_STYLE_FULL, today);

      fprintf (file, _ ("  Ends by itself on %s\n"), last);
    }
  print_sums (file, _ ("A month"), &preview->fee_before, &preview->fee_after);
  print_sums (file, _ ("To pay"), &preview->due_before, &preview->due_after);
  if (outlook->runs_out_before != CABINET_DATE_NONE && outlook->runs_out_after != CABINET_DATE_NONE)
    print_pair (file, _ ("Lasts until"), before, after);
  for (guint i = 0; preview->ends != NULL && preview->ends[i] != NULL; i++)
    fprintf (file, _ ("  Ends with it: %s\n"), preview->ends[i]);
  if (preview->notes != NULL)
    fprintf (file, "  %s\n", preview->notes);
}

static void
print_change (Cli *cli, CabinetAccount *account, CabinetChange *change)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *day = NULL;

  if (cli->json)
    {
      json_builder_begin_object (builder);
      cli_json_string (builder, "account", cabinet_account_get_id (account));
      cli_json_string (builder, "id", change->id);
      cli_json_string (builder, "name", change->title);
      cli_json_string (builder, "state", cabinet_enum_to_nick (CABINET_TYPE_CHANGE_STATE, change->state));
      cli_json_date (builder, "effective_on", change->effective_on);
      json_builder_end_object (builder);
      print_json (builder);
      return;
    }
  day = cabinet_date_format (change->effective_on, CABINET_DATE_STYLE_FULL, CABINET_DATE_NONE);
  if (change->state == CABINET_CHANGE_STATE_DONE)
    g_print (_ ("Done: %s\n"), change->title);
  else if (change->state == CABINET_CHANGE_STATE_CANCELLED)
    g_print (_ ("Taken back: %s\n"), change->title);
  else if (change->effective_on != CABINET_DATE_NONE)
    g_print (_ ("Ordered, from %1$s: %2$s\n"), day, change->title);
  else
    g_print (_ ("Ordered: %s\n"), change->title);
}

CabinetChangeOutlook *
cli_plan_preview (Cli *cli, CabinetAccount *account, CabinetChangeRequest *request, GError **error)
{
  CabinetPlan *plan = cabinet_account_get_plan (account);
  g_auto (CliLimit) limit = { 0 };
  g_auto (CliWait) wait = { 0 };
  GError *problem = NULL;
  CabinetChangeOutlook *outlook;

  cli_limit_init (&limit, cli_get_timeout (cli));
  cabinet_plan_preview_async (plan, request, limit.cancellable, cli_on_result, &wait);
  outlook = cabinet_plan_preview_finish (plan, cli_wait (&wait), &problem);
  if (outlook == NULL)
    g_propagate_error (error, cli_limit_explain (&limit, problem));
  return outlook;
}

static CabinetChange *
order (CabinetAccount *account, CabinetChangeOutlook *outlook, const char *secret, GError **error)
{
  CabinetPlan *plan = cabinet_account_get_plan (account);
  g_auto (CliWait) wait = { 0 };

  cabinet_plan_order_async (plan, outlook, secret, NULL, cli_on_result, &wait);
  return cabinet_plan_change_finish (plan, cli_wait (&wait), error);
}

/* A person at the terminal is asked for the password, as in the window (L4): who only sits down before an
 * open session does not know it. With --yes nobody is there to be asked, and the kept one is given: who can
 * have the keyring opened could read it there. (transfer full) (nullable): NULL = the kept one */
static char *
dup_secret (CabinetChangeOutlook *outlook)
{
  static char *first_line;
  char *typed;

  if (!outlook->proof_needed)
    return NULL;
  if (cli_plan_flags.password_stdin && first_line == NULL)
    first_line = cli_read_line ();
  if (cli_plan_flags.password_stdin)
    return g_strdup (first_line != NULL ? first_line : "");
  if (cli_plan_flags.yes)
    return NULL;
  typed = cli_ask (_ ("The provider asks for the password of the cabinet:"), TRUE);
  return typed != NULL ? typed : g_strdup ("");
}

static gboolean
has_code (const GError *error, const char *code)
{
  return error != NULL && error->domain == CABINET_ERROR
         && g_strcmp0 (cabinet_error_get_code (error), code) == 0;
}

static void
forget_secret (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

/* Asks for the proof when it is wanted, be it only when the order was there. */
static CabinetChange *
order_with_proof (CabinetAccount *account, CabinetChangeOutlook *outlook, GError **error)
{
  GError *problem = NULL;
  gboolean proved = outlook->proof_needed;
  char *secret = dup_secret (outlook);
  CabinetChange *change = order (account, outlook, secret, &problem);

  if (!proved && has_code (problem, "confirmation-needed"))
    {
      g_clear_error (&problem);
      forget_secret (&secret);
      secret = dup_secret (outlook);
      change = order (account, outlook, secret, &problem);
    }
  if (has_code (problem, "password-needed"))
    {
      g_clear_error (&problem);
      problem = cabinet_error_new (
        CABINET_ERROR_AUTH, "password-needed", "%s",
        _ ("The provider asks for the password, and it is not kept here; give it with --password-stdin"));
    }
  forget_secret (&secret);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return change;
}

/* Shown, and agreed to by a person or by --yes. */
static gboolean
agrees (Cli *cli, CabinetAccount *account, CabinetChangeOutlook *outlook)
{
  if (cli_plan_flags.yes)
    return TRUE;
  print_outlook (stderr, account, outlook);
  if (cli_confirm (_ ("Change this?")))
    return TRUE;
  cli_print_note (cli, _ ("Nothing was changed."));
  return FALSE;
}

/* Says what is not as it was shown: to a person at length, with --yes as the reason why nothing was ordered.
 * Returns: whether it can be gone on with. */
static gboolean
tell_moved (CabinetAccount *account, CabinetChangeOutlook *outlook, CabinetChangeOutlook *was, GError **error)
{
  g_auto (GStrv) moved = cabinet_change_outlook_dup_moved (outlook, was, cabinet_account_get_today (account));
  g_autofree char *lines = g_strjoinv (cli_plan_flags.yes ? "; " : "\n  ", moved);

  if (*moved == NULL)
    return TRUE; /* it had only run out: what was agreed to is what happens */
  if (!cli_plan_flags.yes)
    {
      fprintf (stderr, "%s\n  %s\n\n",
               _ ("The conditions have changed since they were shown, so nothing was ordered:"), lines);
      return TRUE;
    }
  g_propagate_error (
    error, cabinet_error_new (
             CABINET_ERROR_REFUSED, "preview-stale", "%s %s",
             _ ("The conditions have changed since they were shown, so nothing was ordered:"), lines));
  return FALSE;
}

/* What was agreed to is not what would happen any more. Returns: (transfer full) (nullable): what would, told
 * and agreed to; NULL without an error: the person does not want it. */
static CabinetChangeOutlook *
look_again (Cli *cli, CabinetAccount *account, CabinetChangeOutlook *was, GError **error)
{
  g_autoptr (CabinetChangeOutlook) outlook = cli_plan_preview (cli, account, was->request, error);

  if (outlook == NULL || !tell_moved (account, outlook, was, error))
    return NULL;
  return agrees (cli, account, outlook) ? g_steal_pointer (&outlook) : NULL;
}

int
cli_plan_carry_out (Cli *cli, CabinetAccount *account, CabinetChangeRequest *request, GError **error)
{
  g_autoptr (CabinetChangeOutlook) outlook = cli_plan_preview (cli, account, request, error);
  g_autoptr (CabinetChange) change = NULL;
  GError *problem = NULL;

  if (outlook == NULL)
    return CLI_REFUSED;
  if (cli_plan_flags.dry_run && cli->json)
    print_outlook_json (outlook);
  else if (cli_plan_flags.dry_run)
    print_outlook (stdout, account, outlook);
  if (cli_plan_flags.dry_run || !agrees (cli, account, outlook))
    return CLI_DONE;
  change = order_with_proof (account, outlook, &problem);
  if (has_code (problem, "preview-stale"))
    {
      g_autoptr (CabinetChangeOutlook) again = NULL;

      g_clear_error (&problem);
      again = look_again (cli, account, outlook, &problem);
      if (again == NULL && problem == NULL)
        return CLI_DONE;
      if (again != NULL)
        change = order_with_proof (account, again, &problem);
    }
  if (change == NULL)
    {
      g_propagate_error (error, problem);
      return CLI_REFUSED;
    }
  print_change (cli, account, change);
  return CLI_DONE;
}

static gboolean
has_one_argument (char **arguments, GError **error)
{
  if (arguments[0] == NULL)
    g_propagate_error (error, cli_usage_error (_ ("Say which; see tariffs and services")));
  else if (arguments[1] != NULL)
    g_propagate_error (error, cli_usage_error (_ ("“%s” is too much"), arguments[1]));
  return arguments[0] != NULL && arguments[1] == NULL;
}

static int
run_change (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetAccount) account = NULL;
  CabinetTariff *tariff;

  if (!has_one_argument (arguments, error) || (when != NULL && !read_when (request, NULL, error)))
    return CLI_USAGE;
  account = cli_plan_choose (cli, error);
  if (account == NULL)
    return CLI_USAGE;
  tariff = find_tariff (cabinet_account_get_plan (account), arguments[0], error);
  if (tariff == NULL || !read_when (request, tariff->when, error))
    return CLI_USAGE;
  request->kind = CABINET_CHANGE_KIND_TARIFF;
  request->target_id = g_strdup (tariff->id);
  return cli_plan_carry_out (cli, account, request, error);
}

static int
switch_service (Cli *cli, char **arguments, CabinetChangeKind kind, GError **error)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetAccount) account = NULL;
  CabinetService *service;
  CabinetServiceState there =
    kind == CABINET_CHANGE_KIND_SERVICE_ON ? CABINET_SERVICE_STATE_ON : CABINET_SERVICE_STATE_OFF;

  if (!has_one_argument (arguments, error) || (when != NULL && !read_when (request, NULL, error)))
    return CLI_USAGE;
  account = cli_plan_choose (cli, error);
  service = account != NULL ? find_service (cabinet_account_get_plan (account), arguments[0], error) : NULL;
  if (service == NULL)
    return CLI_USAGE;
  if (service->state == there)
    {
      cli_print_note (cli, _ ("It is so already, nothing was changed."));
      return CLI_DONE;
    }
  if (service->switchable != CABINET_CAPABILITY_ANSWER_YES)
    {
      g_propagate_error (error, cli_plan_refusal (service->switchable, service->reason));
      return CLI_UNSUPPORTED;
    }
  request->kind = kind;
  request->target_id = g_strdup (service->id);
  if (!read_when (request, service->when, error))
    return CLI_USAGE;
  return cli_plan_carry_out (cli, account, request, error);
}

static int
run_service_on (Cli *cli, char **arguments, GError **error)
{
  return switch_service (cli, arguments, CABINET_CHANGE_KIND_SERVICE_ON, error);
}

static int
run_service_off (Cli *cli, char **arguments, GError **error)
{
  return switch_service (cli, arguments, CABINET_CHANGE_KIND_SERVICE_OFF, error);
}

static CabinetChange *
find_pending (CabinetPlan *plan, GError **error)
{
  GListModel *changes = cabinet_plan_get_changes (plan);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      CabinetChange *change = cabinet_list_get (changes, i);

      if (change->kind != CABINET_CHANGE_KIND_TARIFF
          || (change->state != CABINET_CHANGE_STATE_ORDERED && change->state != CABINET_CHANGE_STATE_PENDING))
        continue;
      if (change->can_cancel)
        return g_object_ref (change);
      g_propagate_error (error, cli_plan_refusal (CABINET_CAPABILITY_ANSWER_NO,
                                                  _ ("This change cannot be taken back any more")));
      return NULL;
    }
  g_propagate_error (error, cabinet_error_new (CABINET_ERROR_REFUSED, "not-found", "%s",
                                               _ ("No change of the tariff is on its way")));
  return NULL;
}

static int
run_cancel (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetChange) cancelled = NULL;
  g_autofree char *question = NULL;
  g_auto (CliWait) wait = { 0 };
  CabinetPlan *plan;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  account = cli_plan_choose (cli, error);
  if (account == NULL)
    return CLI_USAGE;
  plan = cabinet_account_get_plan (account);
  change = find_pending (plan, error);
  if (change == NULL)
    return CLI_REFUSED;
  question = g_strdup_printf (_ ("Take back the change to “%s”?"), change->title);
  if (!cli_plan_flags.yes && !cli_confirm (question))
    {
      cli_print_note (cli, _ ("Nothing was changed."));
      return CLI_DONE;
    }
  cabinet_plan_cancel_async (plan, change, NULL, cli_on_result, &wait);
  cancelled = cabinet_plan_change_finish (plan, cli_wait (&wait), error);
  if (cancelled == NULL)
    return CLI_REFUSED;
  print_change (cli, account, cancelled);
  return CLI_DONE;
}

/* Of a tariff and of a service. */
static const GOptionEntry change_options[] = {
  { "when", 0, 0, G_OPTION_ARG_STRING, &when, N_ ("now, next-period or a date"), N_ ("WHEN") },
  CLI_PLAN_DRY_RUN,
  CLI_PLAN_YES,
  CLI_PLAN_PASSWORD,
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry cancel_options[] = { CLI_PLAN_YES, G_OPTION_ENTRY_NULL };

const CliCommand cli_command_tariff_change = {
  "tariff change", "ID", N_ ("Change the tariff"), TRUE, change_options, run_change,
};

const CliCommand cli_command_tariff_cancel = {
  "tariff cancel", "",         N_ ("Take back a change of the tariff that does not act yet"), TRUE,
  cancel_options,  run_cancel,
};

const CliCommand cli_command_service_on = {
  "service on", "ID", N_ ("Switch a service on"), TRUE, change_options, run_service_on,
};

const CliCommand cli_command_service_off = {
  "service off", "ID", N_ ("Switch a service off"), TRUE, change_options, run_service_off,
};
