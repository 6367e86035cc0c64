/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-guests.h"

#include "demo-tokens.h"

#include <string.h>

/* From one address: whoever has no password to guess could fill the operator's desk. */
#define GUESTS_A_MINUTE 10
#define MAX_NAME 100
#define MAX_CONTACT 200
#define MIN_DIGITS 5

static gboolean
pass_limit (DemoExchange *x)
{
  g_autofree char *door =
    g_strdup_printf ("%s guests %s", x->tenant->id, soup_server_message_get_remote_host (x->message));
  gint64 wait = demo_limits_take (x->limits, door, GUESTS_A_MINUTE);

  if (wait == 0)
    return TRUE;
  demo_exchange_refuse_until (x, DEMO_PROBLEM_RATE_LIMITED, demo_clock_now (&x->world->clock) + wait);
  return FALSE;
}

static gboolean
is_line (const char *text, glong longest)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return g_utf8_strlen (text, -1) <= longest;
}

/* A phone or an e-mail, as far as one can tell. */
static gboolean
is_contact (const char *text)
{
  guint digits = 0;

  for (const char *c = text; *c != '\0'; c++)
    digits += g_ascii_isdigit (*c);
  return is_line (text, MAX_CONTACT) && (strchr (text, '@') != NULL || digits >= MIN_DIGITS);
}

/* Returns: the row that stands for the guest's contract */
static gint64
add_guest (DemoExchange *x, const char *name, const char *contact)
{
  DemoDatabase *database = x->world->database;
  g_autofree char *id = demo_make_id ('c');
  g_autofree char *number = NULL;
  gint64 row = demo_database_get_int (database, "SELECT max (id) + 1 FROM contract", "");

  number = g_strdup_printf ("guest-%" G_GINT64_FORMAT, row);
  demo_database_run (
    database,
    "INSERT INTO contract (id, public, tenant, category, number, spec, born, epoch, seq, rows,"
    " balance, charged_to, evening_to, stopped_on)"
    " VALUES (?, ?, ?, '', ?, '', 0, 1, 0, 0, 0, 0, 0, 0)",
    "isss", row, id, x->tenant->id, number);
  demo_database_run (database,
                     "INSERT INTO login_contract (tenant, category, login, position, contract)"
                     " VALUES (?, '', ?, 0, ?)",
                     "ssi", x->tenant->id, number, row);
  demo_database_run (database, "INSERT INTO guest (contract, name, contact) VALUES (?, ?, ?)", "iss", row,
                     name, contact);
  x->login = g_steal_pointer (&number);
  return row;
}

/**
 * demo_guest_let_in:
 *
 * Answers with a session that opens a conversation of its own. No password ever opens it again.
 */
void
demo_guest_let_in (DemoExchange *x, CabinetSignInRequest *request)
{
  g_autofree char *name = g_strstrip (g_strdup (request->name != NULL ? request->name : ""));
  g_autofree char *contact = g_strstrip (g_strdup (request->contact != NULL ? request->contact : ""));
  g_autoptr (CabinetSignInStep) step = NULL;
  gint64 row;

  if (*name == '\0' || !is_line (name, MAX_NAME))
    demo_exchange_refuse_value (x, "name", *name == '\0' ? "missing" : "not a name");
  else if (*contact != '\0' && !is_contact (contact))
    demo_exchange_refuse_value (x, "contact", "neither a phone nor an e-mail");
  else if (pass_limit (x))
    {
      row = add_guest (x, name, *contact != '\0' ? contact : NULL);
      step = g_object_new (CABINET_TYPE_SIGN_IN_STEP, NULL);
      step->step = CABINET_STEP_KIND_SESSION;
      step->session =
        demo_family_issue (x->world, demo_family_new (x->world, x->tenant, NULL, x->login, row), FALSE);
      demo_exchange_reply (x, 201, step);
    }
}

/**
 * demo_guest_introduce:
 * @contract: a guest's
 * @thread: that has just begun
 */
void
demo_guest_introduce (DemoWorld *world, DemoContract *contract, DemoThread *thread)
{
  sqlite3_stmt *rows =
    demo_database_query (world->database, "SELECT contact FROM guest WHERE contract = ?", "i", contract->row);
  g_autofree char *contact = demo_row (rows) ? g_strdup (demo_column_text (rows, 0)) : NULL;
  g_autofree char *who =
    contact != NULL ? g_strdup_printf ("%s, %s", contract->guest, contact) : g_strdup (contract->guest);
  g_autofree char *english = g_strdup_printf ("Without a contract: %s", who);
  g_autofree char *russian = g_strdup_printf ("Без договора: %s", who);
  DemoDraft draft = { .from = CABINET_MESSAGE_AUTHOR_SYSTEM, .at = demo_clock_now (&world->clock) };

  demo_rows_end (rows);
  draft.text = (DemoText) DEMO_TEXT (english, russian);
  demo_thread_say (world, thread, &draft, NULL);
}
