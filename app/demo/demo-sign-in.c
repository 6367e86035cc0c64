/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-guests.h"
#include "demo-mail.h"
#include "demo-tokens.h"

#include "cabinet-change.h"

#define MAX_WRONG 5
#define LOCK_TIME (5 * DEMO_MINUTE)
#define STEP_LIFE (5 * DEMO_MINUTE)
#define MAX_CODES 3
#define CONFIRMATION_LIFE (5 * DEMO_MINUTE)

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
offers (DemoExchange *x, CabinetLoginKind kind)
{
  CabinetProviderInfo *info = demo_tenant_get_info (x->tenant, x->language);

  for (guint i = 0; i < cabinet_list_length (info->logins); i++)
    if (((CabinetLoginOption *) cabinet_list_get (info->logins, i))->kind == kind)
      return TRUE;
  return FALSE;
}

/* What must be right whoever asks. Returns: whether it is; else the refusal is given. */
static gboolean
check_request (DemoExchange *x, CabinetSignInRequest *request)
{
  gboolean password = request->kind == CABINET_LOGIN_KIND_PASSWORD;

  if (!offers (x, request->kind))
    demo_exchange_refuse_value (x, "kind", "not offered here");
  else if (request->login == NULL || *request->login == '\0')
    demo_exchange_refuse_value (x, "login", "missing");
  else if (password && (request->secret == NULL || *request->secret == '\0'))
    demo_exchange_refuse_value (x, "secret", "missing");
  else if (demo_tenant_has_categories (x->tenant)
           && (request->category == NULL || !demo_tenant_has_category (x->tenant, request->category)))
    demo_exchange_refuse_value (x, "category", "missing or not known");
  else
    return TRUE;
  return FALSE;
}

static CabinetInstant
read_lock (DemoExchange *x, CabinetSignInRequest *request)
{
  return demo_database_get_int (
    x->world->database,
    "SELECT locked_until FROM attempt WHERE tenant = ? AND category = ? AND login = ? AND locked_until > ?",
    "sssi", x->tenant->id, or_empty (request->category), request->login, demo_clock_now (&x->world->clock));
}

static void
count_wrong (DemoExchange *x, CabinetSignInRequest *request)
{
  CabinetInstant now = demo_clock_now (&x->world->clock);

  /* A lock that is over has forgotten what was wrong before. */
  demo_database_run (
    x->world->database,
    "INSERT INTO attempt (tenant, category, login, wrong, locked_until) VALUES (?1, ?2, ?3, 1, 0)"
    " ON CONFLICT DO UPDATE SET"
    " wrong = iif (locked_until > 0 AND locked_until <= ?4, 1, wrong + 1), locked_until = 0",
    "sssi", x->tenant->id, or_empty (request->category), request->login, now);
  demo_database_run (x->world->database,
                     "UPDATE attempt SET locked_until = ? WHERE tenant = ? AND category = ? AND login = ?"
                     " AND wrong >= ?",
                     "isssi", now + LOCK_TIME, x->tenant->id, or_empty (request->category), request->login,
                     (gint64) MAX_WRONG);
}

static void
forget_wrong (DemoExchange *x, CabinetSignInRequest *request)
{
  demo_database_run (x->world->database,
                     "DELETE FROM attempt WHERE tenant = ? AND category = ? AND login = ?", "sss",
                     x->tenant->id, or_empty (request->category), request->login);
}

/* A13: a contract that was new when the data were made opens on the next 1st, in the provider's zone. */
static CabinetInstant
find_opening (DemoExchange *x)
{
  GTimeZone *zone = demo_tenant_get_zone (x->tenant);
  CabinetDate born = cabinet_date_of_instant (x->world->born, zone);

  return demo_midnight (cabinet_date_add_months (cabinet_date_month_start (born), 1), zone);
}

/* Who has proved to be somebody may still be kept out. Returns: whether not; else the refusal is given. */
static gboolean
check_open (DemoExchange *x, const DemoLogin *login)
{
  switch (login->flag)
    {
    case DEMO_LOGIN_NOT_OPEN_YET:
      if (find_opening (x) <= demo_clock_now (&x->world->clock))
        return TRUE;
      demo_exchange_refuse_until (x, DEMO_PROBLEM_NOT_OPEN_YET, find_opening (x));
      return FALSE;
    case DEMO_LOGIN_CLOSED:
      demo_exchange_refuse (x, DEMO_PROBLEM_CLOSED);
      return FALSE;
    case DEMO_LOGIN_FORBIDDEN:
      demo_exchange_refuse (x, DEMO_PROBLEM_FORBIDDEN);
      return FALSE;
    case DEMO_LOGIN_ORDINARY:
    case DEMO_LOGIN_CHOOSE:
    case DEMO_LOGIN_TEMPORARY:
    default:
      return TRUE;
    }
}

static CabinetSignInStep *
new_step (DemoExchange *x, CabinetStepKind kind, const char *category, const char *login, const char *code)
{
  CabinetSignInStep *step = g_object_new (CABINET_TYPE_SIGN_IN_STEP, NULL);

  step->step = kind;
  step->id = demo_token_new ();
  step->expires_at = (demo_clock_now (&x->world->clock) + STEP_LIFE) / DEMO_SECOND * DEMO_SECOND;
  demo_database_run (x->world->database, "DELETE FROM step WHERE expires_at < ?", "i",
                     demo_clock_now (&x->world->clock) - DEMO_DAY);
  demo_database_run (x->world->database,
                     "INSERT INTO step (id, tenant, category, login, choose, code, attempts, expires_at)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     "ssssisii", step->id, x->tenant->id, category, login,
                     (gint64) (kind == CABINET_STEP_KIND_CHOOSE), code, (gint64) MAX_CODES, step->expires_at);
  return step;
}

static void
add_choices (DemoExchange *x, CabinetSignInStep *step, const DemoLogin *login)
{
  g_autoptr (GArray) rows = demo_contracts_of_login (x->world, x->tenant, login->category, login->login);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (DemoContract) contract = demo_contract_load (x->world, g_array_index (rows, gint64, i));
      g_autoptr (CabinetSignInChoice) choice = g_object_new (CABINET_TYPE_SIGN_IN_CHOICE, NULL);

      choice->id = g_strdup (contract->id);
      choice->label =
        g_strdup_printf ("%s, %s, %s", contract->number, demo_text (&contract->spec->city, x->language),
                         demo_text (&contract->spec->address, x->language));
      g_list_store_append (step->choices, choice);
    }
}

/* The last step but for a choice. */
static void
let_in (DemoExchange *x, int status, const DemoLogin *login, gint64 chosen)
{
  g_autoptr (CabinetSignInStep) step = NULL;

  if (login->flag == DEMO_LOGIN_CHOOSE && chosen == 0)
    {
      step = new_step (x, CABINET_STEP_KIND_CHOOSE, or_empty (login->category), login->login, "");
      add_choices (x, step, login);
    }
  else
    {
      step = g_object_new (CABINET_TYPE_SIGN_IN_STEP, NULL);
      step->step = CABINET_STEP_KIND_SESSION;
      step->session = demo_family_issue (
        x->world, demo_family_new (x->world, x->tenant, login->category, login->login, chosen),
        login->flag == DEMO_LOGIN_TEMPORARY);
    }
  demo_exchange_reply (x, status, step);
}

/* "+79130000047", "89130000047", "+7 913 000-00-47" -> "+79130000047" */
static char *
normalize_phone (const char *text)
{
  GString *phone = g_string_new ("+");

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (phone, phone->len == 1 && *text == '8' ? '7' : *text);
  return g_string_free (phone, FALSE);
}

/* A code is "sent" to any phone: who asks does not learn which phones the provider knows. */
static void
send_code (DemoExchange *x, CabinetSignInRequest *request)
{
  g_autofree char *phone = normalize_phone (request->login);
  const DemoLogin *login = demo_tenant_find_login (x->tenant, request->category, phone);
  g_autofree char *code = demo_login_dup_code (phone);
  g_autoptr (CabinetSignInStep) step = NULL;
  gsize length = strlen (phone);

  if (length < 11)
    {
      demo_exchange_refuse_value (x, "login", "not a phone number");
      return;
    }
  step = new_step (x, CABINET_STEP_KIND_CODE, or_empty (request->category), login != NULL ? phone : "", code);
  step->attempts_left = MAX_CODES;
  if (login != NULL)
    demo_mail_send_code (x->world, x->tenant, phone, code, x->language);
  step->masked_target = g_strdup_printf ("%.2s ••• •••-••-%s", phone, phone + length - 2);
  demo_exchange_reply (x, 201, step);
}

static void
check_password (DemoExchange *x, CabinetSignInRequest *request)
{
  const DemoLogin *login = demo_tenant_find_login (x->tenant, request->category, request->login);
  CabinetInstant locked_until = read_lock (x, request);

  if (locked_until != 0)
    {
      demo_exchange_refuse_until (x, DEMO_PROBLEM_LOCKED, locked_until);
      return;
    }
  if (login == NULL || demo_login_takes_code (login) || !g_str_equal (login->secret, request->secret))
    {
      count_wrong (x, request);
      demo_exchange_refuse (x, DEMO_PROBLEM_WRONG_CREDENTIALS);
      return;
    }
  forget_wrong (x, request);
  if (check_open (x, login))
    let_in (x, 201, login, 0);
}

void
demo_handle_sign_in (DemoExchange *x)
{
  CabinetSignInRequest *request = x->body;

  if (request->kind == CABINET_LOGIN_KIND_GUEST && offers (x, request->kind))
    {
      demo_guest_let_in (x, request);
      return;
    }
  if (!check_request (x, request))
    return;
  if (request->kind == CABINET_LOGIN_KIND_PHONE_CODE)
    send_code (x, request);
  else
    check_password (x, request);
}

typedef struct
{
  char *category;
  char *login;
  char *code;
  gboolean choose;
  gint64 attempts;
  CabinetInstant expires_at;
} Step;

static void
step_clear (Step *step)
{
  g_free (step->category);
  g_free (step->login);
  g_free (step->code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
load_step (DemoExchange *x, Step *step)
{
  sqlite3_stmt *rows = demo_database_query (
    x->world->database,
    "SELECT category, login, code, choose, attempts, expires_at FROM step WHERE id = ? AND tenant = ?", "ss",
    x->parameter, x->tenant->id);

  if (!demo_row (rows))
    return FALSE;
  step->category = g_strdup (demo_column_text (rows, 0));
  step->login = g_strdup (demo_column_text (rows, 1));
  step->code = g_strdup (demo_column_text (rows, 2));
  step->choose = sqlite3_column_int (rows, 3) != 0;
  step->attempts = sqlite3_column_int64 (rows, 4);
  step->expires_at = sqlite3_column_int64 (rows, 5);
  demo_rows_end (rows);
  return TRUE;
}

/* A step serves once. */
static void
use_up (DemoExchange *x)
{
  demo_database_run (x->world->database, "UPDATE step SET attempts = 0 WHERE id = ?", "s", x->parameter);
}

static void
answer_code (DemoExchange *x, Step *step, const char *code)
{
  if (code == NULL || *code == '\0')
    {
      demo_exchange_refuse_value (x, "code", "missing");
      return;
    }
  if (*step->login == '\0' || !g_str_equal (step->code, code))
    {
      demo_database_run (x->world->database, "UPDATE step SET attempts = attempts - 1 WHERE id = ?", "s",
                         x->parameter);
      demo_exchange_refuse (x, DEMO_PROBLEM_WRONG_CODE);
      return;
    }
  use_up (x);
  let_in (x, 200, demo_tenant_find_login (x->tenant, step->category, step->login), 0);
}

static void
answer_choice (DemoExchange *x, Step *step, const char *choice)
{
  const DemoLogin *login = demo_tenant_find_login (x->tenant, step->category, step->login);
  g_autoptr (GArray) rows = demo_contracts_of_login (x->world, x->tenant, step->category, step->login);

  for (guint i = 0; choice != NULL && i < rows->len; i++)
    {
      g_autoptr (DemoContract) contract = demo_contract_load (x->world, g_array_index (rows, gint64, i));

      if (g_str_equal (contract->id, choice))
        {
          use_up (x);
          let_in (x, 200, login, contract->row);
          return;
        }
    }
  demo_exchange_refuse_value (x, "choice", choice == NULL ? "missing" : "not one of the choices");
}

void
demo_handle_answer (DemoExchange *x)
{
  CabinetSignInAnswer *answer = x->body;
  g_auto (Step) step = { 0 };

  if (!load_step (x, &step))
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
  else if (step.attempts <= 0 || step.expires_at <= demo_clock_now (&x->world->clock))
    demo_exchange_refuse (x, DEMO_PROBLEM_CODE_EXPIRED);
  else if (step.choose)
    answer_choice (x, &step, answer->choice);
  else
    answer_code (x, &step, answer->code);
}

void
demo_handle_refresh (DemoExchange *x)
{
  CabinetRefreshRequest *request = x->body;
  gint64 family = demo_tokens_trade (x->world, x->tenant, request->refresh_token);
  g_autoptr (CabinetSession) session = NULL;
  const DemoLogin *login; /* NULL = a guest */

  if (family == 0)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_SESSION_OVER);
      return;
    }
  demo_family_load (x->world, family, &x->category, &x->login);
  login = demo_tenant_find_login (x->tenant, x->category, x->login);
  session = demo_family_issue (x->world, family, login != NULL && login->flag == DEMO_LOGIN_TEMPORARY);
  demo_exchange_reply (x, 200, session);
}

void
demo_handle_sign_out (DemoExchange *x)
{
  demo_family_end (x->world, x->family);
  demo_exchange_reply_nothing (x);
}

/* The password, or the code, once more (L4): a wrong one counts towards the lock. */
void
demo_handle_confirm (DemoExchange *x)
{
  CabinetConfirmationRequest *asked = x->body;
  const DemoLogin *login = demo_tenant_find_login (x->tenant, x->category, x->login);
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autoptr (CabinetConfirmation) answer = g_object_new (CABINET_TYPE_CONFIRMATION, NULL);
  g_autofree char *code = demo_login_dup_code (x->login);
  CabinetInstant locked_until;

  request->category = g_strdup (x->category);
  request->login = g_strdup (x->login);
  locked_until = read_lock (x, request);
  if (locked_until != 0)
    {
      demo_exchange_refuse_until (x, DEMO_PROBLEM_LOCKED, locked_until);
      return;
    }
  if (!g_str_equal (login->secret != NULL ? login->secret : code, asked->secret))
    {
      count_wrong (x, request);
      demo_exchange_refuse (x, DEMO_PROBLEM_WRONG_CREDENTIALS);
      return;
    }
  forget_wrong (x, request);
  answer->confirmation = demo_token_new ();
  answer->expires_at = demo_clock_now (&x->world->clock) / DEMO_SECOND * DEMO_SECOND + CONFIRMATION_LIFE;
  demo_database_run (x->world->database,
                     "INSERT INTO confirmation (token, family, expires_at) VALUES (?, ?, ?)", "sii",
                     answer->confirmation, x->family, answer->expires_at);
  demo_exchange_reply (x, 201, answer);
}
