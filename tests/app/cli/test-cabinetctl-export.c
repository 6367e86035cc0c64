/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"

/* More than any format takes, with what each of them must write otherwise; Cyrillic, two bytes a letter. */
#define LONG_WORD "перерасчёт-"
#define NASTY "<b>Счёт & \\\"ёлка\\\"; a,b</b>"

/* What a file says: how many operations, their sum in kopecks, their ids as a set. */
typedef struct
{
  guint count;
  gint64 kopecks;
  GHashTable *ids;
} Found;

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->ids, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

/* @amount: with two digits after the dot, whatever follows. */
static void
found_add (Found *found, const char *amount, const char *id)
{
  g_autofree char *digits = g_strndup (amount, strspn (amount, "-0123456789."));
  char *dot = strchr (digits, '.');

  if (found->ids == NULL && id != NULL)
    found->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  found->count++;
  g_assert_true (dot != NULL && strlen (dot) == 3);
  memmove (dot, dot + 1, 3);
  found->kopecks += g_ascii_strtoll (digits, NULL, 10);
  if (id != NULL)
    g_assert_true (g_hash_table_add (found->ids, g_strdup (id)));
}

static void
assert_same (const Found *a, const Found *b)
{
  GHashTableIter iter;
  gpointer id;

  g_assert_cmpuint (a->count, ==, b->count);
  g_assert_cmpint (a->kopecks, ==, b->kopecks);
  if (a->ids == NULL || b->ids == NULL)
    return;
  g_assert_cmpuint (g_hash_table_size (a->ids), ==, g_hash_table_size (b->ids));
  g_hash_table_iter_init (&iter, a->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (b->ids, id));
}

static void
insert (CliFixture *f, const char *title)
{
  g_autofree char *json = g_strdup_printf (
    "{\"tenant\":\"tomtel\",\"login\":\"12345\",\"amount\":\"-0.37\",\"kind\":\"charge\",\"title\":\"%s\"}",
    title);
  g_autofree char *said = demo_process_control (f->demo, "ledger/insert", json);
}

static void
set_up (CliFixture *f, gconstpointer data)
{
  g_autoptr (GString) title = g_string_new (NULL);

  cli_set_up (f, data);
  for (int i = 0; i < 40; i++)
    g_string_append (title, LONG_WORD);
  insert (f, title->str);
  /* Where a limit of bytes would cut within a letter. */
  g_string_prepend_c (title, 'x');
  insert (f, title->str);
  insert (f, NASTY);
  cli_add_demo (f);
}

/* Writes the statement, with @extra and its value if they are not NULL, to a file; returns its text. */
static char *
export_to (CliFixture *f, const char *format, const char *extra, const char *value, char **path)
{
  g_autofree char *file = g_build_filename (f->home, format, NULL);
  char *text;

  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", format, "--output", file,
                            "--force", extra, value, NULL),
                   ==, 0);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  if (path != NULL)
    *path = g_steal_pointer (&file);
  return text;
}

static char *
run_tool (const char *tool, const char *file, const char *last)
{
  const char *argv[] = { tool, file, last, NULL };
  g_autoptr (GError) error = NULL;
  char *out;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, &out, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_true (g_utf8_validate (out, -1, NULL));
  return out;
}

static gboolean
have_tool (const char *tool)
{
  g_autofree char *path = g_find_program_in_path (tool);

  if (path == NULL)
    g_test_skip (tool);
  return path != NULL;
}

/* The measure of all others. */
static void
read_json (CliFixture *f, const char *extra, const char *value, Found *found)
{
  g_autofree char *text = export_to (f, "json", extra, value, NULL);
  g_autoptr (JsonNode) node = cli_parse (text);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = json_array_get_object_element (array, i);
      JsonObject *amount = json_object_get_object_member (item, "amount");

      found_add (found, json_object_get_string_member (amount, "amount"),
                 json_object_get_string_member (item, "id"));
    }
}

static void
read_ofx (CliFixture *f, const char *extra, const char *value, Found *found)
{
  g_autofree char *path = NULL;
  g_autofree char *text = export_to (f, "ofx", extra, value, &path);
  g_autofree char *out = run_tool ("ofxdump", path, NULL);
  g_auto (GStrv) blocks = g_strsplit (out, "ofx_proc_transaction():", -1);

  g_assert_nonnull (strstr (out, "ofx_proc_account():"));
  for (guint i = 1; blocks[i] != NULL; i++)
    {
      const char *sum = strstr (blocks[i], "Total money amount: ");
      const char *id = strstr (blocks[i], "transaction: ");
      g_autofree char *word = NULL;

      g_assert_true (sum != NULL && id != NULL && strstr (blocks[i], "Date posted: ") != NULL);
      id += strlen ("transaction: ");
      word = g_strndup (id, strcspn (id, "\n"));
      found_add (found, sum + strlen ("Total money amount: "), word);
    }
}

static void
read_qif (CliFixture *f, const char *extra, const char *value, Found *found)
{
  g_autofree char *text = export_to (f, "qif", extra, value, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == 'T' && strchr ("-0123456789", lines[i][1]) != NULL)
      found_add (found, lines[i] + 1, NULL);
}

static void
read_csv (CliFixture *f, const char *extra, const char *value, Found *found)
{
  g_autofree char *text = export_to (f, "csv", extra, value, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      found_add (found, cells[4], cells[0]);
    }
}

static void
assert_all_same (CliFixture *f, const char *extra, const char *value)
{
  g_auto (Found) json = { 0 };
  g_auto (Found) csv = { 0 };
  g_auto (Found) ofx = { 0 };
  g_auto (Found) qif = { 0 };

  read_json (f, extra, value, &json);
  g_assert_cmpuint (json.count, >, 2);
  read_csv (f, extra, value, &csv);
  assert_same (&json, &csv);
  read_ofx (f, extra, value, &ofx);
  assert_same (&json, &ofx);
  read_qif (f, extra, value, &qif);
  assert_same (&json, &qif);
}

static void
test_sums (CliFixture *f, gconstpointer data)
{
  if (!have_tool ("ofxdump"))
    return;
  assert_all_same (f, NULL, NULL);
  assert_all_same (f, "--limit", "7");
  assert_all_same (f, "--kind", "charge");
}

static void
test_ofx (CliFixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = export_to (f, "ofx", NULL, NULL, &path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *out = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "<NAME>"))
      g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=,
                       strlen ("<NAME>") + 32 + (strstr (lines[i], "&lt;") != NULL ? 20 : 0));
  g_assert_nonnull (strstr (text, "<MEMO>&lt;b&gt;Счёт &amp; \"ёлка\"; a,b&lt;/b&gt;\n"));
  if (!have_tool ("ofxdump"))
    return;
  out = run_tool ("ofxdump", path, NULL);
  g_assert_nonnull (strstr (out, "<b>Счёт & \"ёлка\"; a,b</b>"));
}

/* Lines are short enough, charges only, and those that are known in advance too. */
static void
test_ics (CliFixture *f, gconstpointer data)
{
  g_autofree char *text = export_to (f, "ics", "--kind", "charge", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autofree char *csv = export_to (f, "csv", "--kind", "charge", NULL);
  g_auto (GStrv) rows = g_strsplit (csv, "\n", -1);
  g_autoptr (GHashTable) uids = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) folded = NULL;
  g_autofree char *whole = NULL;
  guint begun = 0, ended = 0;

  g_assert_cmpstr (lines[0], ==, "BEGIN:VCALENDAR");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strchr (lines[i], '\n'));
      begun += g_str_equal (lines[i], "BEGIN:VEVENT");
      ended += g_str_equal (lines[i], "END:VEVENT");
      if (g_str_has_prefix (lines[i], "UID:"))
        g_assert_true (g_hash_table_add (uids, lines[i]));
    }
  g_assert_cmpuint (begun, ==, ended);
  g_assert_cmpuint (begun, ==, g_hash_table_size (uids));
  /* Its rows without head and end; something is always known in advance. */
  g_assert_cmpuint (begun, >, g_strv_length (rows) - 2);
  folded = g_strsplit (text, "\r\n ", -1);
  whole = g_strjoinv ("", folded);
  g_assert_nonnull (strstr (whole, "\"ёлка\"\\; a\\,b</b>: −0.37"));
}

static void
test_pdf (CliFixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = export_to (f, "pdf", NULL, NULL, &path);
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;
  g_auto (GStrv) pages = NULL;
  g_auto (Found) json = { 0 };
  guint n;

  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  if (!have_tool ("pdftotext"))
    return;
  text = run_tool ("pdftotext", path, "-");
  pages = g_strsplit (text, "\f", -1);
  n = g_strv_length (pages) - 1;
  g_assert_cmpuint (n, >, 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = g_strdup_printf ("Page %u of %u", i + 1, n);

      g_assert_nonnull (strstr (pages[i], place));
      g_assert_nonnull (strstr (pages[i], "not a fiscal document"));
      g_assert_nonnull (strstr (pages[i], "account 12345"));
      g_assert_nonnull (strstr (pages[i], "Tomtel"));
    }
  read_json (f, NULL, NULL, &json);
  count = g_strdup_printf ("%u operations", json.count);
  g_assert_nonnull (strstr (pages[n - 1], count));
  g_assert_null (strstr (pages[0], count));
  g_assert_nonnull (strstr (text, "ёлка"));
  /* Months break over pages, the first page begins with a whole one. */
  g_assert_nonnull (strstr (text, ", continued"));
  g_assert_null (strstr (pages[0], ", continued"));
}

/* Sums of a JSON array's member of money, in kopecks; how many operations its items count. */
static gint64
add_up (CliFixture *f, const char *member, guint *count)
{
  g_autoptr (JsonNode) node = cli_parse (f->out);
  JsonArray *array = json_node_get_array (node);
  Found found = { 0 };

  *count = 0;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = json_array_get_object_element (array, i);
      JsonObject *amount = json_object_get_object_member (item, member);

      found_add (&found, json_object_get_string_member (amount, "amount"), NULL);
      *count += json_object_get_int_member (item, "count");
    }
  return found.kopecks;
}

static void
test_group (CliFixture *f, gconstpointer data)
{
  static const char *const words[] = { "month", "service" };
  g_auto (Found) json = { 0 };

  read_json (f, NULL, NULL, &json);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gint64 amount, charged, credited;
      guint count;

      g_assert_cmpint (cli_run (f, NULL, "--offline", "--json", "statement", "--group", words[i], NULL), ==,
                       0);
      amount = add_up (f, "amount", &count);
      charged = add_up (f, "charged", &count);
      credited = add_up (f, "credited", &count);
      g_assert_cmpuint (count, ==, json.count);
      g_assert_cmpint (amount, ==, json.kopecks);
      g_assert_cmpint (charged + credited, ==, amount);
      g_assert_cmpint (charged, <, 0);
      g_assert_cmpint (credited, >, 0);
      g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--group", words[i], NULL), ==, 0);
    }
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--group", "year", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--group", "month", "--format", "csv", NULL),
                   ==, 2);
}

/* Earliest first. */
static guint
count_kind (CliFixture *f, const char *kind)
{
  g_autoptr (JsonNode) node = cli_parse (f->out);
  JsonArray *array = json_node_get_array (node);
  const char *last = "";
  guint found = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = json_array_get_object_element (array, i);

      cli_assert_members (item, "account date until kind title amount starts_at ends_at");
      g_assert_cmpstr (json_object_get_string_member (item, "date"), >=, last);
      last = json_object_get_string_member (item, "date");
      found += g_str_equal (json_object_get_string_member (item, "kind"), kind);
    }
  return found;
}

static void
test_calendar (CliFixture *f, gconstpointer data)
{
  g_autofree char *online = NULL;

  g_assert_cmpint (cli_run (f, NULL, "--json", "calendar", NULL), ==, 0);
  g_assert_cmpuint (count_kind (f, "charge"), >, 0);
  g_assert_cmpuint (count_kind (f, "works"), ==, 1);
  online = g_strdup (f->out);
  /* And the same from the archive. */
  g_assert_cmpint (cli_run (f, NULL, "--offline", "--json", "calendar", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, online);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "calendar", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "₽"));
}

/* What could not be read again is told, for each thing that the calendar is made of. */
static void
test_calendar_failures (CliFixture *f, gconstpointer data)
{
  static const char *const failures[] = {
    "{\"status\":500,\"match\":\"overview\"}",
    "{\"status\":500,\"match\":\"notices\"}",
    "{\"status\":500,\"match\":\"tariffs\"}",
  };
  g_autofree char *online = NULL;

  g_assert_cmpint (cli_run (f, NULL, "--json", "calendar", NULL), ==, 0);
  online = g_strdup (f->out);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *said = demo_process_control (f->demo, "fail", failures[i]);

      g_assert_cmpint (cli_run (f, NULL, "--json", "calendar", NULL), ==, 3);
      g_assert_cmpstr (f->out, ==, online);
      cli_assert_json_error (f, "offline");
    }
}

/* The same bytes, whichever way they go. */
static void
test_standard_output (CliFixture *f, gconstpointer data)
{
  g_autofree char *text = export_to (f, "qif", NULL, NULL, NULL);

  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "qif", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, text);
}

#define ADD(path, function) g_test_add (path, CliFixture, NULL, set_up, function, cli_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  g_set_prgname (name);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/cabinetctl-export/sums", test_sums);
  ADD ("/cabinetctl-export/ofx", test_ofx);
  ADD ("/cabinetctl-export/ics", test_ics);
  ADD ("/cabinetctl-export/pdf", test_pdf);
  ADD ("/cabinetctl-export/group", test_group);
  ADD ("/cabinetctl-export/calendar", test_calendar);
  ADD ("/cabinetctl-export/calendar-failures", test_calendar_failures);
  ADD ("/cabinetctl-export/standard-output", test_standard_output);
  return g_test_run ();
}
