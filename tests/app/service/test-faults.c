/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement.h"
#include "net-server.h"
#include "service-fixture.h"

#include <string.h>

/* A server that breaks the contract: it is said where, what was read stays, and nothing goes on for ever. */

typedef struct
{
  const char *overview;
  const char *months;
  const char *pages[4]; /* one after the other; the last again and again */
  guint n_pages;        /* asked for */
  guint n_months;
} Script;

static Script script;

#define ROW(id, date, amount)                                                                  \
  "{\"id\":\"" id "\",\"revision\":1,\"withdrawn\":false,\"date\":\"" date "\",\"at\":\"" date \
  "T05:00:00Z\",\"kind\":\"charge\",\"amount\":{\"amount\":\"" amount                          \
  "\",\"currency\":\"RUB\"},\"title\":\"Fee\"}"
#define PAGE(rows, next) \
  "{\"operations\":[" rows "],\"next\":" next ",\"epoch\":\"e1\",\"seq\":5,\"covers_from\":\"2026-01-01\"}"
#define MONTHS(count, sum)                                                                                \
  "{\"months\":[{\"month\":\"2026-10-01\",\"count\":" count ",\"charged\":{\"amount\":\"" sum             \
  "\",\"currency\":\"RUB\"},\"credited\":{\"amount\":\"0.00\",\"currency\":\"RUB\"},\"closing_balance\":" \
  "{\"amount\":\"0.00\",\"currency\":\"RUB\"},\"revision\":3}],\"epoch\":\"e1\",\"seq\":5}"
#define OVERVIEW                                                                                          \
  "{\"as_of\":\"2026-11-21T05:00:00Z\",\"today\":\"2026-11-21\",\"line\":{\"state\":\"sparkling\"},"      \
  "\"balances\":[{\"id\":\"main\",\"kind\":\"main\",\"label\":\"Main\",\"amount\":{\"amount\":\"12.50\"," \
  "\"currency\":\"RUB\"}}],\"rule\":{\"kind\":\"monthly_on\",\"day\":1,\"on_shortage\":\"stop\"},"        \
  "\"services\":[],\"next_charges\":[]}"

static const char *
answer_for (const char *path)
{
  if (g_str_has_suffix (path, "/sign-ins"))
    return "{\"step\":\"session\",\"session\":{\"access_token\":\"a1\",\"refresh_token\":\"r1\","
           "\"expires_at\":\"2030-01-01T00:00:00Z\",\"password_temporary\":false}}";
  if (g_str_has_suffix (path, "/contracts"))
    return "{\"contracts\":[{\"id\":\"c1\",\"number\":\"77\",\"subscriber_kind\":\"person\","
           "\"zone\":\"Asia/Tomsk\",\"currency\":\"RUB\"}]}";
  if (g_str_has_suffix (path, "/overview"))
    return script.overview;
  if (g_str_has_suffix (path, "/capabilities"))
    return "{\"capabilities\":[]}";
  if (g_str_has_suffix (path, "/operations/months"))
    {
      script.n_months++;
      return script.months;
    }
  if (g_str_has_suffix (path, "/operations"))
    {
      guint i = MIN (script.n_pages, G_N_ELEMENTS (script.pages) - 1);

      script.n_pages++;
      while (script.pages[i] == NULL)
        i--;
      return script.pages[i];
    }
  return NULL;
}

static void
on_request (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  const char *answer = answer_for (path);
  gboolean html = answer != NULL && *answer == '<';

  if (answer == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  soup_server_message_set_status (
    message, g_str_equal (soup_server_message_get_method (message), "POST") ? 201 : 200, NULL);
  soup_server_message_set_response (message, html ? "text/html" : "application/json", SOUP_MEMORY_COPY,
                                    answer, strlen (answer));
}

typedef struct
{
  NetServer *server;
  CabinetHousehold *household;
  CabinetAccount *account;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  service_forget_files ();
  script = (Script){ .overview = OVERVIEW, .months = MONTHS ("0", "0.00"), .pages = { PAGE ("", "null") } };
  f->server = net_server_new ();
  net_server_handle (f->server, "/", on_request, NULL);
  f->household = service_open ();
  f->account =
    service_add (f->household, "tomtel", net_server_get_url (f->server), NULL, "77", "secret", FALSE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->account);
  service_close (f->household);
  net_server_free (f->server);
}

static void
refresh_fails (Fixture *f, const char *code, const char *place)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
  if (code != NULL)
    g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
  if (strstr (error->message, place) == NULL)
    g_error ("“%s” does not name “%s”", error->message, place);
}

static void
refresh_succeeds (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (service_refresh (f->account, NULL, &error));
  g_assert_no_error (error);
}

static guint
count_operations (Fixture *f)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (f->account);

  return cabinet_statement_get_n_operations (statement);
}

static void
test_page_repeats (Fixture *f, gconstpointer data)
{
  script.months = MONTHS ("2", "-2.00");
  script.pages[0] = PAGE (ROW ("1", "2026-10-02", "-1.00"), "\"n1\"");
  script.pages[1] = PAGE (ROW ("1", "2026-10-02", "-1.00"), "null");
  refresh_fails (f, "repeated", "operations[0].id");
  g_assert_cmpuint (script.n_pages, ==, 2);
}

static void
test_cursor_loop (Fixture *f, gconstpointer data)
{
  script.months = MONTHS ("9", "-9.00");
  script.pages[0] = PAGE (ROW ("1", "2026-10-02", "-1.00"), "\"n1\"");
  script.pages[1] = PAGE (ROW ("2", "2026-10-02", "-1.00"), "\"n2\"");
  script.pages[2] = PAGE (ROW ("3", "2026-10-02", "-1.00"), "\"n1\"");
  refresh_fails (f, "cursor-loop", "next");
  g_assert_cmpuint (script.n_pages, ==, 3);
}

static void
test_other_month (Fixture *f, gconstpointer data)
{
  script.months = MONTHS ("1", "-1.00");
  script.pages[0] = PAGE (ROW ("1", "2026-09-30", "-1.00"), "null");
  refresh_fails (f, NULL, "operations[0].date");
}

/* What does not add up is read again, said, kept, and read again the next time. */
static void
test_sums (Fixture *f, gconstpointer data)
{
  script.months = MONTHS ("2", "-3.00");
  script.pages[0] = PAGE (ROW ("2", "2026-10-03", "-1.00") "," ROW ("1", "2026-10-02", "-1.00"), "null");
  refresh_fails (f, "sums", "2026-10");
  g_assert_cmpuint (script.n_pages, <=, 3);
  g_assert_cmpuint (script.n_months, <=, 4);
  g_assert_cmpuint (count_operations (f), ==, 2);
  g_assert_true (cabinet_account_get_stale (f->account));

  script.n_pages = 0;
  refresh_fails (f, "sums", "2026-10");
  g_assert_cmpuint (script.n_pages, >, 0);

  script.months = MONTHS ("2", "-2.00");
  refresh_succeeds (f);
  g_assert_false (cabinet_account_get_stale (f->account));
  g_assert_cmpuint (count_operations (f), ==, 2);
  script.n_pages = 0;
  refresh_succeeds (f);
  g_assert_cmpuint (script.n_pages, ==, 0);
}

/* The month changed between its sum and its rows: the second look sets it right. */
static void
test_sums_moved (Fixture *f, gconstpointer data)
{
  script.months = MONTHS ("1", "-1.00");
  script.pages[0] = PAGE (ROW ("2", "2026-10-03", "-1.00") "," ROW ("1", "2026-10-02", "-1.00"), "null");
  script.pages[1] = PAGE (ROW ("1", "2026-10-02", "-1.00"), "null");
  refresh_succeeds (f);
  g_assert_cmpuint (script.n_pages, ==, 2);
  g_assert_cmpuint (count_operations (f), ==, 1);
}

static void
test_epoch_forever (Fixture *f, gconstpointer data)
{
  script.months = MONTHS ("1", "-1.00");
  script.pages[0] = "{\"operations\":[],\"next\":null,\"epoch\":\"e2\",\"seq\":5}";
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (service_refresh (f->account, NULL, &error));
    g_assert_cmpstr (cabinet_error_get_code (error), ==, "gone");
  }
  g_assert_cmpuint (script.n_pages, <=, 3);
}

/* A web page with status 200, a sum that is none: the former overview stays. */
static void
test_overview_unreadable (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;

  script.overview = "<html>maintenance</html>";
  refresh_fails (f, NULL, "web page");
  g_assert_cmpint (cabinet_account_get_main_balance (f->account)->amount.micros, ==, 12500000);
  script.overview =
    "{\"as_of\":\"2026-11-21T05:00:00Z\",\"today\":\"2026-11-21\",\"line\":{\"state\":\"active\"},"
    "\"balances\":[{\"id\":\"main\",\"kind\":\"main\",\"label\":\"Main\",\"amount\":{\"amount\":"
    "12,\"currency\":\"RUB\"}}],\"services\":[],\"next_charges\":[]}";
  refresh_fails (f, NULL, "balances[0].amount");
  g_assert_cmpint (cabinet_account_get_main_balance (f->account)->amount.micros, ==, 12500000);
  words = cabinet_account_dup_error_words (f->account);
  g_assert_nonnull (strstr (words, "could not be read"));
  g_assert_nonnull (strstr (words, "balances[0].amount"));
  script.overview = OVERVIEW;
  refresh_succeeds (f);
  g_assert_null (cabinet_account_get_error (f->account));
}

/* A word that this version does not know is shown as it came. */
static void
test_unknown_word (Fixture *f, gconstpointer data)
{
  g_autofree char *words = cabinet_account_dup_state_words (f->account);

  g_assert_cmpstr (words, ==, "sparkling");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  ADD ("/faults/page-repeats", test_page_repeats);
  ADD ("/faults/cursor-loop", test_cursor_loop);
  ADD ("/faults/other-month", test_other_month);
  ADD ("/faults/sums", test_sums);
  ADD ("/faults/sums-moved", test_sums_moved);
  ADD ("/faults/epoch-forever", test_epoch_forever);
  ADD ("/faults/overview-unreadable", test_overview_unreadable);
  ADD ("/faults/unknown-word", test_unknown_word);
  return g_test_run ();
}
