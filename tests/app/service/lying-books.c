/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lying-books.h"

#include <string.h>

LyingBooks lying_books;

static void
put_row (guint i, guint serial, CabinetDate date, gint64 amount)
{
  lying_books.rows[i] = (LyingRow){ serial, 1, ++lying_books.seq, date, amount, FALSE };
}

void
lying_books_begin (void)
{
  lying_books = (LyingBooks){ .epoch = 1, .revision = 1, .etag = 1, .n = LYING_N_ROWS };
  for (guint i = 0; i < LYING_N_ROWS; i++)
    put_row (i, i + 1, cabinet_date_new (2026, 7 + (int) i / 6, 2 + (int) i % 6), i % 6 == 0 ? 500 : -70);
}

LyingRow *
lying_books_touch (guint i)
{
  for (guint j = i; j < lying_books.n; j++)
    {
      lying_books.rows[j].seq = ++lying_books.seq;
      lying_books.rows[j].revision++;
    }
  lying_books.revision++;
  lying_books.etag++;
  return &lying_books.rows[i];
}

void
lying_books_insert (guint i, CabinetDate date, gint64 amount)
{
  memmove (&lying_books.rows[i + 1], &lying_books.rows[i], (lying_books.n - i) * sizeof (LyingRow));
  put_row (i, 100 + lying_books.seq, date, amount);
  lying_books.n++;
  lying_books_touch (i);
}

gint64
lying_books_get_balance (guint upto)
{
  gint64 balance = 0;

  for (guint i = 0; i < upto; i++)
    if (lying_books.rows[i].serial != 0 && !lying_books.rows[i].withdrawn)
      balance += lying_books.rows[i].amount;
  return balance;
}

#define MONEY "{\"amount\":\"%" G_GINT64_FORMAT ".00\",\"currency\":\"RUB\"}"

static char *
dup_overview (void)
{
  return g_strdup_printf (
    "{\"as_of\":\"2026-11-21T05:00:00Z\",\"today\":\"2026-11-21\",\"line\":{\"state\":\"active\"},"
    "\"balances\":"
    "[{\"id\":\"main\",\"kind\":\"main\",\"label\":\"Main\",\"amount\":" MONEY "}],\"rule\":{\"kind\":"
    "\"monthly_on\",\"day\":1,\"on_shortage\":\"stop\"},\"services\":[],\"next_charges\":[]}",
    lying_books_get_balance (lying_books.n) + lying_books.unsaid);
}

static void
add_month (GString *text, CabinetDate month)
{
  g_autofree char *day = cabinet_date_to_iso (month);
  gint64 charged = 0, credited = 0;
  guint count = 0;

  for (guint i = 0; i < lying_books.n; i++)
    {
      const LyingRow *row = &lying_books.rows[i];

      if (row->serial == 0 || row->withdrawn || cabinet_date_month_start (row->date) != month)
        continue;
      count++;
      charged += MIN (row->amount, 0);
      credited += MAX (row->amount, 0);
    }
  g_string_append_printf (
    text, "%s{\"month\":\"%s\",\"count\":%u,\"charged\":" MONEY ",\"credited\":" MONEY ",\"revision\":%u}",
    g_str_has_suffix (text->str, "[") ? "" : ",", day, count, charged, credited, lying_books.revision);
}

static char *
dup_months (void)
{
  GString *text = g_string_new ("{\"months\":[");

  for (int month = 10; month >= 7 && !lying_books.no_months; month--)
    add_month (text, cabinet_date_new (2026, month, 1));
  g_string_append_printf (text, "],\"epoch\":\"e%u\",\"seq\":%u}", lying_books.epoch, lying_books.seq);
  return g_string_free (text, FALSE);
}

static void
add_row (GString *text, guint i, guint serial)
{
  const LyingRow *row = &lying_books.rows[i];
  g_autofree char *day = cabinet_date_to_iso (row->date);

  g_string_append_printf (text,
                          "%s{\"id\":\"o%03u\",\"revision\":%u,\"withdrawn\":%s,\"date\":\"%s\",\"at\":"
                          "\"%sT05:00:00Z\",\"kind\":\"charge\",\"amount\":" MONEY,
                          g_str_has_suffix (text->str, "[") ? "" : ",", serial, row->revision,
                          row->withdrawn ? "true" : "false", day, day, row->amount);
  if (!row->withdrawn)
    g_string_append_printf (text, ",\"balance_after\":" MONEY, lying_books_get_balance (i + 1));
  g_string_append (text, ",\"title\":\"Fee\"}");
}

/* Whether the row belongs to the answer. */
static gboolean
is_asked (const LyingRow *row, const char *month, const char *since)
{
  g_autofree char *day = cabinet_date_to_iso (row->date);

  if (row->serial == 0)
    return FALSE;
  return since != NULL ? !lying_books.mute && row->seq > g_ascii_strtoull (since, NULL, 10)
                       : g_str_has_prefix (day, month);
}

/* Pages of three rows, newest first; the cursor is the number of the rows before. */
static char *
dup_page (GHashTable *query)
{
  const char *since = g_hash_table_lookup (query, "since");
  const char *cursor = g_hash_table_lookup (query, "cursor");
  g_autofree char *month = g_strndup (since == NULL ? g_hash_table_lookup (query, "month") : "", 7);
  guint first = cursor != NULL ? (guint) g_ascii_strtoull (cursor, NULL, 10) : 0;
  GString *text = g_string_new ("{\"operations\":[");
  guint from = first, found = 0, oldest = 0;

  lying_books.n_pages++;
  if (first > 0 && lying_books.resend > 0)
    {
      lying_books.resend--;
      from -= 3;
    }
  for (guint i = lying_books.n; i > 0; i--)
    {
      if (!is_asked (&lying_books.rows[i - 1], month, since))
        continue;
      if (found++ >= from && found <= from + 3)
        add_row (text, i - 1, lying_books.rows[i - 1].serial);
      oldest = i - 1;
    }
  if (lying_books.no_end && since == NULL)
    add_row (text, oldest, 1000 + lying_books.n_pages);
  g_string_append_printf (text, "],\"epoch\":\"e%u\",\"seq\":%u", lying_books.epoch, lying_books.seq);
  if (lying_books.drop > 0 && found > first + 3)
    {
      lying_books.drop--;
      first += 3;
    }
  if (found > first + 3 || lying_books.no_end)
    g_string_append_printf (text, ",\"next\":\"%u\"", lying_books.same_again ? 3 : first + 3);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* The months, unless the client has them. */
static char *
answer_months (SoupServerMessage *message, guint *status)
{
  g_autofree char *etag = g_strdup_printf ("\"m%u\"", lying_books.etag);
  const char *has =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

  lying_books.n_months++;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  if (has == NULL || (!lying_books.unchanged && !g_str_equal (has, etag)))
    return dup_months ();
  *status = 304;
  return NULL;
}

static char *
dup_answer (SoupServerMessage *message, const char *path, GHashTable *query, guint *status)
{
  if (g_str_has_suffix (path, "/sign-ins"))
    return g_strdup ("{\"step\":\"session\",\"session\":{\"access_token\":\"a1\",\"refresh_token\":\"r1\","
                     "\"expires_at\":\"2030-01-01T00:00:00Z\",\"password_temporary\":false}}");
  if (g_str_has_suffix (path, "/contracts"))
    return g_strdup ("{\"contracts\":[{\"id\":\"c1\",\"number\":\"77\",\"subscriber_kind\":\"person\","
                     "\"zone\":\"Asia/Tomsk\",\"currency\":\"RUB\"}]}");
  if (g_str_has_suffix (path, "/overview"))
    return dup_overview ();
  if (g_str_has_suffix (path, "/capabilities"))
    return g_strdup ("{\"capabilities\":[]}");
  if (g_str_has_suffix (path, "/operations/months"))
    return answer_months (message, status);
  if (g_str_has_suffix (path, "/operations"))
    return dup_page (query);
  *status = 404;
  return NULL;
}

static void
on_request (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  guint status = g_str_equal (soup_server_message_get_method (message), "POST") ? 201 : 200;
  char *answer = dup_answer (message, path, query, &status);

  soup_server_message_set_status (message, status, NULL);
  if (answer != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, answer, strlen (answer));
}

char *
lying_books_dup (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = lying_books.n; i > 0; i--)
    if (lying_books.rows[i - 1].serial != 0 && !lying_books.rows[i - 1].withdrawn)
      g_string_append_printf (text, "o%03u %" G_GINT64_FORMAT "|", lying_books.rows[i - 1].serial,
                              lying_books.rows[i - 1].amount);
  return g_string_free (text, FALSE);
}

void
lying_books_serve (NetServer *server)
{
  net_server_handle (server, "/", on_request, NULL);
}
