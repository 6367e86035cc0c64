/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-tokens.h"

#include <sys/random.h>

#define ACCESS_LIFE (15 * DEMO_MINUTE)
#define REFRESH_LIFE (30 * DEMO_DAY)
#define GRACE (60 * DEMO_SECOND)

/* Hash -> token, so that the control door can name what a test must not find in any file. Only with
 * --control: the database has hashes alone. */
static GHashTable *known;

/**
 * demo_token_new:
 *
 * Returns: (transfer full): 192 bits that nobody can guess, fit for a header and a path
 */
char *
demo_token_new (void)
{
  guchar bytes[24];
  char *text;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("cabinet-demo: no random numbers");
  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  return text;
}

static char *
hash_token (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

/**
 * demo_family_new:
 * @contract: the row of the one contract that was chosen; 0 = all that the login opens
 *
 * Returns: a session without tokens yet
 */
gint64
demo_family_new (
  DemoWorld *world, const DemoTenant *tenant, const char *category, const char *login, gint64 contract)
{
  demo_database_run (world->database,
                     "INSERT INTO family (tenant, category, login, contract, ended) VALUES (?, ?, ?, ?, 0)",
                     "sssi", tenant->id, category != NULL ? category : "", login, contract);
  return demo_database_last_id (world->database);
}

static char *
issue (DemoWorld *world, gint64 family, gboolean refresh, CabinetInstant expires_at)
{
  g_autofree char *token = demo_token_new ();
  g_autofree char *hash = hash_token (token);

  demo_database_run (
    world->database,
    "INSERT INTO token (hash, family, refresh, expires_at, replaced_at) VALUES (?, ?, ?, ?, 0)", "siii", hash,
    family, (gint64) refresh, expires_at);
  if (world->options->control)
    {
      if (known == NULL)
        known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (known, g_steal_pointer (&hash), g_strdup (token));
    }
  return g_steal_pointer (&token);
}

/**
 * demo_family_issue:
 *
 * Returns: (transfer full): a new pair of tokens
 */
CabinetSession *
demo_family_issue (DemoWorld *world, gint64 family, gboolean password_temporary)
{
  CabinetSession *session = g_object_new (CABINET_TYPE_SESSION, NULL);
  /* Whole seconds: what the wire says is what counts. */
  CabinetInstant now = demo_clock_now (&world->clock) / DEMO_SECOND * DEMO_SECOND;

  demo_database_run (world->database, "DELETE FROM token WHERE expires_at < ?", "i", now);
  session->expires_at = now + ACCESS_LIFE;
  session->access_token = issue (world, family, FALSE, session->expires_at);
  session->refresh_token = issue (world, family, TRUE, now + REFRESH_LIFE);
  session->password_temporary = password_temporary;
  session->guest = demo_family_is_guest (world, family);
  return session;
}

void
demo_family_end (DemoWorld *world, gint64 family)
{
  demo_database_run (world->database, "UPDATE family SET ended = 1 WHERE id = ?", "i", family);
}

/**
 * demo_family_load:
 * @category: (out) (transfer full): of the login, "" = none
 * @login: (out) (transfer full): who signed in
 *
 * Returns: the row of the one contract that was chosen; 0 = all that the login opens
 */
gint64
demo_family_load (DemoWorld *world, gint64 family, char **category, char **login)
{
  sqlite3_stmt *rows = demo_database_query (
    world->database, "SELECT category, login, contract FROM family WHERE id = ?", "i", family);
  gint64 contract;

  if (!demo_row (rows))
    g_error ("cabinet-demo: session %" G_GINT64_FORMAT " is lost", family);
  *category = g_strdup (demo_column_text (rows, 0));
  *login = g_strdup (demo_column_text (rows, 1));
  contract = sqlite3_column_int64 (rows, 2);
  demo_rows_end (rows);
  return contract;
}

/**
 * demo_family_is_guest:
 *
 * Returns: whether nobody has signed in (H5)
 */
gboolean
demo_family_is_guest (DemoWorld *world, gint64 family)
{
  return demo_database_get_int (
           world->database,
           "SELECT 1 FROM family JOIN guest ON guest.contract = family.contract WHERE family.id = ?", "i",
           family)
         != 0;
}

/**
 * demo_family_list_contracts:
 *
 * Returns: (transfer full): the rows of the contracts that a session opens, of gint64
 */
GArray *
demo_family_list_contracts (DemoWorld *world, const DemoTenant *tenant, gint64 family)
{
  g_autofree char *category = NULL;
  g_autofree char *login = NULL;
  gint64 chosen = demo_family_load (world, family, &category, &login);
  GArray *contracts;

  if (chosen == 0)
    return demo_contracts_of_login (world, tenant, category, login);
  contracts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (contracts, chosen);
  return contracts;
}

gboolean
demo_family_has_contract (DemoWorld *world, const DemoTenant *tenant, gint64 family, gint64 contract)
{
  g_autoptr (GArray) contracts = demo_family_list_contracts (world, tenant, family);

  for (guint i = 0; i < contracts->len; i++)
    if (g_array_index (contracts, gint64, i) == contract)
      return TRUE;
  return FALSE;
}

/**
 * demo_tokens_check_access:
 *
 * Returns: the session that @token opens at @tenant now; 0 = none
 */
gint64
demo_tokens_check_access (DemoWorld *world, const DemoTenant *tenant, const char *token)
{
  g_autofree char *hash = hash_token (token);

  return demo_database_get_int (
    world->database,
    "SELECT family FROM token JOIN family ON family.id = token.family"
    " WHERE hash = ? AND NOT refresh AND expires_at > ? AND NOT ended AND tenant = ?",
    "sis", hash, demo_clock_now (&world->clock), tenant->id);
}

/**
 * demo_tokens_trade:
 *
 * Takes a refresh token out of use. One that was taken out more than a minute ago ends its family.
 *
 * Returns: the session to issue new tokens for; 0 = it is over
 */
gint64
demo_tokens_trade (DemoWorld *world, const DemoTenant *tenant, const char *refresh_token)
{
  g_autofree char *hash = hash_token (refresh_token);
  CabinetInstant now = demo_clock_now (&world->clock);
  sqlite3_stmt *rows;
  gint64 family;
  gint64 replaced_at;

  rows = demo_database_query (world->database,
                              "SELECT family, replaced_at FROM token JOIN family ON family.id = token.family"
                              " WHERE hash = ? AND refresh AND expires_at > ? AND NOT ended AND tenant = ?",
                              "sis", hash, now, tenant->id);
  if (!demo_row (rows))
    return 0;
  family = sqlite3_column_int64 (rows, 0);
  replaced_at = sqlite3_column_int64 (rows, 1);
  demo_rows_end (rows);

  if (replaced_at != 0 && now > replaced_at + GRACE)
    {
      demo_family_end (world, family);
      return 0;
    }
  if (replaced_at == 0)
    demo_database_run (world->database, "UPDATE token SET replaced_at = ? WHERE hash = ?", "is", now, hash);
  return family;
}

void
demo_tokens_expire (DemoWorld *world)
{
  demo_database_run (world->database, "UPDATE token SET expires_at = ? WHERE NOT refresh AND expires_at > ?",
                     "ii", demo_clock_now (&world->clock), demo_clock_now (&world->clock));
}

void
demo_tokens_revoke (DemoWorld *world)
{
  demo_database_run (world->database, "UPDATE family SET ended = 1", "");
}

/**
 * demo_tokens_list_live:
 *
 * Returns: (transfer full): tokens given by this process that would still be taken
 */
char **
demo_tokens_list_live (DemoWorld *world)
{
  g_autoptr (GStrvBuilder) tokens = g_strv_builder_new ();
  sqlite3_stmt *rows;

  rows = demo_database_query (world->database,
                              "SELECT hash FROM token JOIN family ON family.id = token.family"
                              " WHERE expires_at > ? AND NOT ended",
                              "i", demo_clock_now (&world->clock));
  while (demo_row (rows))
    {
      const char *token = known != NULL ? g_hash_table_lookup (known, demo_column_text (rows, 0)) : NULL;

      if (token != NULL)
        g_strv_builder_add (tokens, token);
    }
  return g_strv_builder_end (tokens);
}
