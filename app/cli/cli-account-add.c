/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-descriptors.h"
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The contracts are there at once; their first reading may take so long. */
#define FIRST_SYNC_S 20

static char *opt_provider;
static char *opt_connector;
static char *opt_url;
static char *opt_login;
static char *opt_category;
static char *opt_contract;
static char *opt_label;
static gboolean opt_password_stdin;
static gboolean opt_session_only;
static gboolean opt_guest;
static char *opt_name;
static char *opt_contact;

static const GOptionEntry options[] = {
  { "provider", 0, 0, G_OPTION_ARG_STRING, &opt_provider, N_ ("One of the known providers"), N_ ("ID") },
  { "connector", 0, 0, G_OPTION_ARG_STRING, &opt_connector,
    N_ ("What the system at --url is: cabinet, abills, ubilling"), N_ ("NAME") },
  { "url", 0, 0, G_OPTION_ARG_STRING, &opt_url, N_ ("Its address; the demo's is demo:"), N_ ("URL") },
  { "login", 0, 0, G_OPTION_ARG_STRING, &opt_login, N_ ("The number or name to sign in with"), N_ ("L") },
  { "category", 0, 0, G_OPTION_ARG_STRING, &opt_category, N_ ("The kind of subscriber, where there are some"),
    N_ ("C") },
  { "contract", 0, 0, G_OPTION_ARG_STRING, &opt_contract, N_ ("Add only the contract of this number"),
    N_ ("N") },
  { "label", 0, 0, G_OPTION_ARG_STRING, &opt_label, N_ ("A name of your own for it"), N_ ("T") },
  { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &opt_password_stdin,
    N_ ("Read the password from standard input; further lines answer further steps (without a password the "
        "first line does)"),
    NULL },
  { "session-only", 0, 0, G_OPTION_ARG_NONE, &opt_session_only,
    N_ (
      "Read once and keep no password. Without it the keyring must take the password, else nothing is added"),
    NULL },
  { "guest", 0, 0, G_OPTION_ARG_NONE, &opt_guest,
    N_ ("Do not sign in: open a conversation with support, where the provider offers it"), NULL },
  { "name", 0, 0, G_OPTION_ARG_STRING, &opt_name, N_ ("With --guest: how to address you"), N_ ("NAME") },
  { "contact", 0, 0, G_OPTION_ARG_STRING, &opt_contact,
    N_ ("With --guest: a phone or an e-mail, if you like"), N_ ("C") },
  G_OPTION_ENTRY_NULL,
};

static CabinetProviderInfo *
find_descriptor (GError **error)
{
  CabinetProviderInfo *info;

  if (opt_provider != NULL)
    {
      info = cabinet_descriptors_lookup (opt_provider, NULL);
      if (info == NULL)
        g_propagate_error (
          error,
          cli_usage_error (_ ("The provider “%s” is not known; see cabinetctl providers"), opt_provider));
      return info;
    }
  /* Who it is, the system at the address says. */
  info = g_object_new (CABINET_TYPE_PROVIDER_INFO, NULL);
  info->connector = g_strdup (opt_connector);
  return info;
}

static gboolean
check_category (CabinetProviderInfo *info, GError **error)
{
  guint n = cabinet_list_length (info->categories);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      CabinetCategory *category = cabinet_list_get (info->categories, i);

      if (g_strcmp0 (category->id, opt_category) == 0)
        return TRUE;
      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", category->id);
    }
  if (n == 0)
    return TRUE;
  g_propagate_error (error, cli_usage_error (_ ("--category must be one of: %s"), ids->str));
  return FALSE;
}

static gboolean
check_options (Cli *cli, char **arguments, GError **error)
{
  const char *wrong = NULL;

  if (arguments[0] != NULL)
    wrong = _ ("Only options may follow “account add”; never give a password there");
  else if (cli->offline)
    wrong = _ ("Signing in does not go with --offline");
  else if ((opt_provider == NULL) == (opt_connector == NULL))
    wrong = _ ("Give either --provider or --connector");
  else if (opt_connector != NULL && opt_url == NULL)
    wrong = _ ("--connector needs --url");
  else if (opt_guest && (opt_login != NULL || opt_password_stdin))
    wrong = _ ("--guest signs nobody in: neither --login nor a password goes with it");
  else if (opt_guest && (opt_name == NULL || *opt_name == '\0'))
    wrong = _ ("--name is missing");
  else if (!opt_guest && (opt_name != NULL || opt_contact != NULL))
    wrong = _ ("--name and --contact go with --guest only");
  else if (opt_guest)
    return TRUE;
  else if (opt_login == NULL || *opt_login == '\0')
    wrong = _ ("--login is missing");
  else if (!opt_password_stdin && !cli_has_terminal ())
    wrong = _ ("There is no terminal to ask for the password; use --password-stdin");
  if (wrong == NULL)
    return TRUE;
  g_propagate_error (error, cli_usage_error ("%s", wrong));
  return FALSE;
}

static char *
ask_secret (void)
{
  return opt_password_stdin ? cli_read_line () : cli_ask (_ ("Password:"), TRUE);
}

/* The way to sign in that the login looks like, else the provider's first. */
static CabinetLoginOption *
choose_option (CabinetProviderInfo *info)
{
  guint n = cabinet_list_length (info->logins);

  for (guint i = 0; i < n; i++)
    {
      CabinetLoginOption *option = cabinet_list_get (info->logins, i);

      if (option->pattern != NULL && g_regex_match_simple (option->pattern, opt_login, 0, 0))
        return option;
    }
  return n > 0 ? cabinet_list_get (info->logins, 0) : NULL;
}

/* A provider that is not known yet is asked itself. */
static gboolean
takes_guests (CabinetProviderInfo *info)
{
  for (guint i = 0; i < cabinet_list_length (info->logins); i++)
    if (((CabinetLoginOption *) cabinet_list_get (info->logins, i))->kind == CABINET_LOGIN_KIND_GUEST)
      return TRUE;
  return info->id == NULL;
}

static CabinetSignInRequest *
make_guest_request (CabinetProviderInfo *info, GError **error)
{
  CabinetSignInRequest *request;

  if (!takes_guests (info))
    {
      cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "not-for-guests", "%s",
                         _ ("This provider takes no messages from who has not signed in"));
      return NULL;
    }
  request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  request->kind = CABINET_LOGIN_KIND_GUEST;
  request->name = g_strdup (opt_name);
  request->contact = g_strdup (opt_contact);
  return request;
}

static CabinetSignInRequest *
make_request (Cli *cli, CabinetProviderInfo *info, GError **error)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  CabinetLoginOption *option = choose_option (info);
  g_autofree char *warning = NULL;

  request->kind = option != NULL ? option->kind : CABINET_LOGIN_KIND_PASSWORD;
  request->login = g_strdup (opt_login);
  request->category = g_strdup (opt_category);
  if (request->kind == CABINET_LOGIN_KIND_PASSWORD)
    {
      request->secret = ask_secret ();
      if (request->secret == NULL || *request->secret == '\0')
        {
          g_propagate_error (error, cli_usage_error (_ ("There is no password in the first line")));
          return NULL;
        }
    }
  warning = cabinet_sign_in_dup_input_warning (option, request->login, request->secret);
  if (warning != NULL)
    cli_print_note (cli, warning);
  return g_steal_pointer (&request);
}

static gboolean
has_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (text, word); length > 0 && at != NULL; at = strstr (at + 1, word))
    if ((at == text || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[length]))
      return TRUE;
  return FALSE;
}

/* The one choice that @wanted names: its id, or a word that only its label has. Part of a number names none:
 * it could be another contract's. */
static const char *
find_choice (CabinetSignInStep *step, const char *wanted)
{
  guint n = cabinet_list_length (step->choices), found = 0;
  const char *id = NULL;

  for (guint i = 0; wanted != NULL && i < n; i++)
    {
      CabinetSignInChoice *choice = cabinet_list_get (step->choices, i);

      if (g_str_equal (choice->id, wanted))
        return choice->id;
      if (!has_word (choice->label, wanted))
        continue;
      id = choice->id;
      found++;
    }
  return found == 1 ? id : NULL;
}

/* What was typed below the list: most often the place in it. */
static const char *
find_typed (CabinetSignInStep *step, const char *line)
{
  guint n = cabinet_list_length (step->choices);
  guint64 place;

  if (line != NULL && g_ascii_string_to_unsigned (line, 10, 1, MAX (n, 1), &place, NULL) && place <= n)
    return ((CabinetSignInChoice *) cabinet_list_get (step->choices, place - 1))->id;
  return find_choice (step, line);
}

static char *
next_answer (const char *question)
{
  if (opt_password_stdin)
    return cli_read_line ();
  return cli_ask (question, FALSE);
}

static CabinetSignInAnswer *
answer_choice (CabinetSignInStep *step)
{
  CabinetSignInAnswer *answer;
  const char *id = find_choice (step, opt_contract);
  g_autofree char *line = NULL;

  if (id == NULL)
    {
      for (guint i = 0; i < cabinet_list_length (step->choices); i++)
        fprintf (stderr, "%u  %s\n", i + 1,
                 ((CabinetSignInChoice *) cabinet_list_get (step->choices, i))->label);
      line = next_answer (_ ("Which one?"));
      id = find_typed (step, line);
    }
  if (id == NULL)
    return NULL;
  answer = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  answer->choice = g_strdup (id);
  return answer;
}

static CabinetSignInAnswer *
answer_code (CabinetSignInStep *step)
{
  g_autofree char *question = g_strdup_printf (_ ("The code that was sent to %s:"),
                                               step->masked_target != NULL ? step->masked_target : "?");
  g_autofree char *line = next_answer (question);
  CabinetSignInAnswer *answer;

  if (line == NULL || *line == '\0')
    return NULL;
  answer = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  answer->code = g_steal_pointer (&line);
  return answer;
}

static CabinetSignInAnswer *
answer_step (CabinetSignInStep *step, GError **error)
{
  CabinetSignInAnswer *answer = NULL;

  if (step->step == CABINET_STEP_KIND_CODE)
    answer = answer_code (step);
  else if (step->step == CABINET_STEP_KIND_CHOOSE)
    answer = answer_choice (step);
  else
    {
      cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "step", "%s",
                         _ ("This step of the sign-in needs the window"));
      return NULL;
    }
  if (answer == NULL)
    cabinet_set_error (error, CABINET_ERROR_AUTH, "step", "%s",
                       _ ("The provider wants one more answer, and there is none"));
  return answer;
}

/* The provider's time does not run while a person looks for a code. */
static CabinetSignInStep *
ask_provider (Cli *cli,
              CabinetSignInFlow *flow,
              CabinetSignInRequest *request,
              CabinetSignInAnswer *answer,
              GError **error)
{
  g_auto (CliLimit) limit = { 0 };
  g_auto (CliWait) wait = { 0 };
  GError *problem = NULL;
  CabinetSignInStep *step;

  cli_limit_init (&limit, cli->timeout);
  if (answer != NULL)
    cabinet_sign_in_flow_answer_async (flow, answer, limit.cancellable, cli_on_result, &wait);
  else
    cabinet_sign_in_flow_start_async (flow, request, limit.cancellable, cli_on_result, &wait);
  step = cabinet_sign_in_flow_finish (flow, cli_wait (&wait), &problem);
  if (problem != NULL)
    g_propagate_error (error, cli_limit_explain (&limit, problem));
  return step;
}

static gboolean
sign_in (Cli *cli, CabinetSignInFlow *flow, CabinetSignInRequest *request, GError **error)
{
  g_autoptr (CabinetSignInStep) step = ask_provider (cli, flow, request, NULL, error);

  while (step != NULL && step->step != CABINET_STEP_KIND_SESSION)
    {
      g_autoptr (CabinetSignInAnswer) answer = answer_step (step, error);

      g_clear_object (&step);
      if (answer == NULL)
        return FALSE;
      step = ask_provider (cli, flow, request, answer, error);
    }
  return step != NULL;
}

/* The contracts stand; what cannot be read now is read next time. */
static void
read_ledgers (Cli *cli, GPtrArray *accounts)
{
  g_auto (CliLimit) limit = { 0 };

  cli_limit_init (&limit, cli->timeout > 0 ? cli->timeout : FIRST_SYNC_S);
  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetAccount *account = g_ptr_array_index (accounts, i);
      g_auto (CliWait) wait = { 0 };
      g_autoptr (GError) error = NULL;

      cabinet_account_refresh_async (account, limit.cancellable, cli_on_result, &wait);
      if (cabinet_account_refresh_finish (account, cli_wait (&wait), NULL, &error))
        continue;
      error = cli_limit_explain (&limit, g_steal_pointer (&error));
      cli_print_note (cli, error->message);
    }
}

static void
print_added (Cli *cli, GPtrArray *accounts)
{
  if (cli->json)
    {
      cli_print_accounts_json (accounts);
      return;
    }
  for (guint i = 0; i < accounts->len; i++)
    g_print ("%s\n", cabinet_account_get_id (g_ptr_array_index (accounts, i)));
}

/* The words say what to do; kind and code stay for scripts. */
static void
put_into_words (GError **error, CabinetProviderInfo *info)
{
  g_autofree char *words = NULL;

  if (error == NULL || *error == NULL || (*error)->domain != CABINET_ERROR)
    return;
  words = cabinet_sign_in_dup_refusal_words (*error, info);
  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&words);
}

static int
run_add (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetProviderInfo) info = NULL;
  g_autoptr (CabinetSignInRequest) request = NULL;
  g_autoptr (CabinetSignInFlow) flow = NULL;

  if (!check_options (cli, arguments, error))
    return CLI_USAGE;
  info = find_descriptor (error);
  if (info == NULL || (!opt_guest && !check_category (info, error)))
    return CLI_USAGE;
  request = opt_guest ? make_guest_request (info, error) : make_request (cli, info, error);
  if (request == NULL)
    return CLI_USAGE;
  flow = cabinet_sign_in_flow_new (cli->household, info, opt_url);
  cabinet_sign_in_flow_set_label (flow, opt_label);
  cabinet_sign_in_flow_set_contract (flow, opt_contract);
  cabinet_sign_in_flow_set_remember (flow, !opt_session_only);
  cabinet_sign_in_flow_set_require_keyring (flow, !opt_session_only);
  if (!sign_in (cli, flow, request, error))
    {
      put_into_words (error, info);
      return CLI_INTERNAL;
    }
  read_ledgers (cli, cabinet_sign_in_flow_get_accounts (flow));
  print_added (cli, cabinet_sign_in_flow_get_accounts (flow));
  return CLI_DONE;
}

const CliCommand cli_command_account_add = {
  "account add", "", N_ ("Sign in and add the contracts that this opens"), TRUE, options, run_add,
};
