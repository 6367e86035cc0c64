/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "cabinet-export.h"
#include "service-fixture.h"

/* A household whose archive a disk has damaged, in ways that a seed tells: it opens, all operations on pages
 * that are whole are there, once, and what is missing or wrong is named, or read again. */

#define PAGE_SIZE 4096
#define NOW "2026-11-21T09:00:00Z"

typedef struct
{
  GBytes *file;
  GBytes *log;       /* NULL = none */
  GHashTable *rows;  /* "ACCOUNT ID" -> all that it says */
  GHashTable *pages; /* the same -> number of the page that it is on */
} Image;

typedef enum
{
  FLIP_BITS,
  ZERO_PAGE,
  NOISE_PAGE,
  CUT_FILE,
  SPOIL_HEADER,
  CUT_LOG,
  FLIP_LOG,
  N_DAMAGES
} Damage;

static Image whole, written; /* closed; and with newer rows in the log */
static DemoProcess *provider;

static char *
dup_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "cabinet", name, NULL);
}

static GBytes *
read_file (const char *name)
{
  g_autofree char *path = dup_path (name);
  char *contents;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) ? g_bytes_new_take (contents, length) : NULL;
}

static void
write_file (const char *name, GBytes *bytes)
{
  g_autofree char *path = dup_path (name);

  if (bytes == NULL)
    g_unlink (path);
  else
    g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static void
query (sqlite3 *db, const char *sql, void (*each) (sqlite3_stmt *row, gpointer data), gpointer data)
{
  sqlite3_stmt *rows;
  int code;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    each (rows, data);
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (rows);
}

static sqlite3 *
open_archive (void)
{
  g_autofree char *path = dup_path ("archive.db");
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

static void
add_row (sqlite3_stmt *row, gpointer rows)
{
  char *key = g_strdup ((const char *) sqlite3_column_text (row, 0));

  g_assert_true (g_hash_table_insert (rows, key, g_strdup ((const char *) sqlite3_column_text (row, 1))));
}

/* By contract and id, which do not depend on what rows were given. */
static GHashTable *
load_rows (void)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3 *db = open_archive ();

  query (db,
         "select accounts.id || ' ' || o.id, concat_ws_of from (select *, quote (revision) || quote "
         "(withdrawn) || date "
         "|| quote (at) || kind || quote (amount) || quote (balance_after) || title || quote (service) || "
         "quote (method) "
         "|| quote (number) || quote (note) as concat_ws_of from operations) o join accounts on accounts.pk "
         "= o.account",
         add_row, rows);
  sqlite3_close (db);
  return rows;
}

typedef struct
{
  GArray *pages;
  guint next;
  Image *image;
} Pages;

static void
add_page (sqlite3_stmt *row, gpointer data)
{
  Pages *pages = data;
  gint page = sqlite3_column_int (row, 0);

  for (int i = 0; i < sqlite3_column_int (row, 1); i++)
    g_array_append_val (pages->pages, page);
}

static void
put_page (sqlite3_stmt *row, gpointer data)
{
  Pages *pages = data;

  g_hash_table_insert (pages->image->pages, g_strdup ((const char *) sqlite3_column_text (row, 0)),
                       GINT_TO_POINTER (g_array_index (pages->pages, gint, pages->next++)));
}

/* Operations lie on their pages in the order of their keys. */
static void
take_image (Image *image)
{
  Pages pages = { g_array_new (FALSE, FALSE, sizeof (gint)), 0, image };
  sqlite3 *db;

  image->file = read_file ("archive.db");
  image->log = read_file ("archive.db-wal");
  write_file ("archive.db-wal", NULL);
  image->rows = load_rows ();
  image->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  db = open_archive ();
  query (db, "select pageno, ncell from dbstat where name = 'operations' and pagetype = 'leaf' order by path",
         add_page, &pages);
  query (db,
         "select accounts.id || ' ' || o.id from operations o join accounts on accounts.pk = account order "
         "by o.pk",
         put_page, &pages);
  sqlite3_close (db);
  g_assert_cmpuint (pages.next, ==, pages.pages->len);
  g_array_unref (pages.pages);
}

static CabinetHousehold *
fill (void)
{
  g_autofree char *tomtel = demo_process_dup_url (provider, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) several =
    service_add (household, "tomtel", tomtel, NULL, "104205406", "demo", TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (service_refresh_all (household, &error));
  g_assert_no_error (error);
  return household;
}

/* Two contracts are in the file, a third only in its log. */
static void
make_images (void)
{
  CabinetHousehold *household = fill ();
  g_autoptr (CabinetAccount) more = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *file, *log;

  service_close (household);
  household = service_open ();
  more = service_add_demo (household, provider);
  g_assert_true (service_refresh (more, NULL, &error));
  g_assert_no_error (error);
  file = read_file ("archive.db");
  log = read_file ("archive.db-wal");
  g_assert_nonnull (log);
  g_clear_object (&more);
  service_close (household);
  take_image (&whole);
  g_assert_null (whole.log);

  write_file ("archive.db", file);
  take_image (&written);
  written.log = log;
  g_bytes_unref (file);
}

static void
free_image (Image *image)
{
  g_clear_pointer (&image->file, g_bytes_unref);
  g_clear_pointer (&image->log, g_bytes_unref);
  g_clear_pointer (&image->rows, g_hash_table_unref);
  g_clear_pointer (&image->pages, g_hash_table_unref);
}

static void
flip_bits (GRand *rand, GByteArray *bytes)
{
  for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--)
    bytes->data[g_rand_int_range (rand, 0, (gint) bytes->len)] ^= 1 << g_rand_int_range (rand, 0, 8);
}

static void
spoil (GRand *rand, GByteArray *bytes, gsize at, gsize length, gboolean noise)
{
  for (gsize i = at; i < MIN (at + length, bytes->len); i++)
    bytes->data[i] = noise ? (guint8) g_rand_int_range (rand, 0, 256) : 0;
}

static GByteArray *
dup_bytes (GBytes *bytes)
{
  GByteArray *copy = g_byte_array_new ();

  if (bytes != NULL)
    g_byte_array_append (copy, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  return copy;
}

/* Writes the files as they are after it, and tells the file's bytes. */
static GByteArray *
do_damage (Damage damage, GRand *rand, Image *image)
{
  GByteArray *file = dup_bytes (image->file);
  GByteArray *log = dup_bytes (image->log);
  guint n_pages = file->len / PAGE_SIZE;
  g_autoptr (GBytes) file_bytes = NULL;
  g_autoptr (GBytes) log_bytes = NULL;

  switch (damage)
    {
    case FLIP_BITS:
      flip_bits (rand, file);
      break;
    case ZERO_PAGE:
    case NOISE_PAGE:
      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        spoil (rand, file, (gsize) g_rand_int_range (rand, 0, (gint) n_pages) * PAGE_SIZE, PAGE_SIZE,
               damage == NOISE_PAGE);
      break;
    case CUT_FILE:
      g_byte_array_set_size (file, (guint) g_rand_int_range (rand, 0, (gint) file->len));
      break;
    case SPOIL_HEADER:
      spoil (rand, file, (gsize) g_rand_int_range (rand, 0, 100), (gsize) g_rand_int_range (rand, 1, 100),
             TRUE);
      break;
    case CUT_LOG:
      g_byte_array_set_size (log, (guint) g_rand_int_range (rand, 0, (gint) log->len));
      break;
    case FLIP_LOG:
      flip_bits (rand, log);
      break;
    case N_DAMAGES:
    default:
      g_assert_not_reached ();
    }
  file_bytes = g_bytes_new (file->data, file->len);
  write_file ("archive.db", file_bytes);
  log_bytes = log->len > 0 ? g_bytes_new (log->data, log->len) : NULL;
  write_file ("archive.db-wal", log_bytes);
  g_byte_array_unref (log);
  return file;
}

static gboolean
is_page_whole (Image *image, GByteArray *file, int page)
{
  gsize end = (gsize) page * PAGE_SIZE;

  return file->len >= end
         && memcmp (file->data + end - PAGE_SIZE,
                    (const guint8 *) g_bytes_get_data (image->file, NULL) + end - PAGE_SIZE, PAGE_SIZE)
              == 0;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  char **told = user_data;

  if (!cabinet_household_check_finish (CABINET_HOUSEHOLD (source), result, &error))
    g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
  *told = g_strdup (error != NULL ? error->message : "");
  g_clear_error (&error);
}

static gboolean
is_told (gpointer data)
{
  return *(char **) data != NULL;
}

static char *
dup_check (CabinetHousehold *household)
{
  char *told = NULL;

  cabinet_household_check_async (household, NULL, on_checked, &told);
  service_wait_until (is_told, &told);
  return told;
}

/* What is written is written whole, or the months are named. */
static void
export_all (CabinetHousehold *household)
{
  guint n = cabinet_list_length (cabinet_household_get_all (household));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CabinetExport) export = cabinet_export_new ();
      g_autoptr (CabinetStatement) statement =
        cabinet_statement_new (cabinet_list_get (cabinet_household_get_all (household), i));
      g_autoptr (GError) error = NULL;
      FILE *file = g_fopen ("/dev/null", "w");

      cabinet_export_add (export, statement);
      if (!cabinet_export_write (export, CABINET_EXPORT_CSV, file, &error))
        g_test_message ("%s", error->message);
      if (error != NULL)
        g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
      fclose (file);
    }
}

static gboolean
is_asked (void)
{
  g_autofree char *path = dup_path ("archive.db.damaged");

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A wrong byte may say that a newer version wrote the file: it is left to that. */
static gboolean
is_too_new (Image *image, GByteArray *file)
{
  const guint8 *version = (const guint8 *) g_bytes_get_data (image->file, NULL) + 60;

  return file->len > 64 && memcmp (file->data + 60, version, 2) == 0
         && memcmp (file->data + 60, version, 4) > 0;
}

/* Until nothing more is found that only another opening can mend: twice are enough. */
static CabinetHousehold *
open_and_check (char **notice)
{
  for (int tries = 0; tries < 3; tries++)
    {
      CabinetHousehold *household = service_open ();
      g_autofree char *told = dup_check (household);

      g_test_message ("%s / %s", cabinet_household_get_notice (household), told);
      if (cabinet_household_get_notice (household) != NULL && *notice == NULL)
        *notice = g_strdup (cabinet_household_get_notice (household));
      export_all (household);
      if (!is_asked ())
        return household;
      service_close (household);
    }
  g_assert_not_reached ();
}

static void
add_unsure (sqlite3_stmt *row, gpointer set)
{
  g_hash_table_add (set, g_strdup ((const char *) sqlite3_column_text (row, 0)));
}

/* "ACCOUNT MONTH" of those that are known to be the same as at the provider, and not damaged. */
static GHashTable *
load_sure_months (void)
{
  GHashTable *months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3 *db = open_archive ();

  query (db,
         "select accounts.id || ' ' || substr (month, 1, 7) from months join accounts on pk = account "
         "where not damaged and revision is not null",
         add_unsure, months);
  sqlite3_close (db);
  return months;
}

static char *
dup_month_key (const char *key, const char *row)
{
  const char *date = strstr (row, "20");

  return g_strdup_printf ("%.*s%.7s", (int) (strchr (key, ' ') - key + 1), key, date);
}

static gboolean
has_account (GHashTable *accounts, const char *key)
{
  g_autofree char *id = g_strndup (key, (gsize) (strchr (key, ' ') - key));

  return g_hash_table_contains (accounts, id);
}

static GHashTable *
load_accounts (void)
{
  GHashTable *accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3 *db = open_archive ();

  query (db, "select id from accounts", add_unsure, accounts);
  sqlite3_close (db);
  return accounts;
}

/* @all: what rows may be there, of which @image tells some. */
static void
compare (Image *image, Image *all, GByteArray *file, const char *notice)
{
  g_autoptr (GHashTable) rows = load_rows ();
  g_autoptr (GHashTable) sure = load_sure_months ();
  g_autoptr (GHashTable) accounts = load_accounts ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, image->rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *now = g_hash_table_lookup (rows, key);
      g_autofree char *month = dup_month_key (key, value);

      if (!has_account (accounts, key))
        {
          g_assert_nonnull (notice);
          continue;
        }
      if (g_strcmp0 (now, value) == 0)
        continue;
      if (is_page_whole (image, file, GPOINTER_TO_INT (g_hash_table_lookup (image->pages, key))))
        g_error ("%s is lost from a page that is whole: %s", (char *) key, now);
      if (g_hash_table_contains (sure, month))
        g_error ("%s is not what it was, which nobody tells", (char *) key);
    }
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autofree char *month = dup_month_key (key, value);

      if (g_strcmp0 (g_hash_table_lookup (all->rows, key), value) != 0 && g_hash_table_contains (sure, month))
        g_error ("%s was never there", (char *) key);
    }
}

/* What the provider still has comes back, but for contracts that nobody can sign in to now. */
static CabinetHousehold *
compare_refreshed (CabinetHousehold *household)
{
  g_autofree char *notice = NULL;
  g_autoptr (GHashTable) rows = NULL;
  g_autoptr (GHashTable) accounts = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer key, value;

  if (!service_refresh_all (household, &error))
    {
      g_test_message ("not refreshed: %s", error->message);
      return household;
    }
  told = dup_check (household);
  if (is_asked ())
    {
      /* A rule of the file was damaged, which nothing but writing finds. */
      service_close (household);
      household = open_and_check (&notice);
      g_assert_true (service_refresh_all (household, &error));
      g_free (told);
      told = dup_check (household);
    }
  g_assert_cmpstr (told, ==, "");
  rows = load_rows ();
  accounts = load_accounts ();
  g_hash_table_iter_init (&iter, whole.rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (has_account (accounts, key))
      g_assert_cmpstr (g_hash_table_lookup (rows, key), ==, value);
  return household;
}

static void
clear_folder (void)
{
  g_autofree char *folder = dup_path ("");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "archive.db"))
      write_file (name, NULL);
}

/* Returns: whether there was something to see */
static gboolean
play (guint32 seed, gboolean refresh)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Damage damage = seed % N_DAMAGES;
  Image *image = damage >= CUT_LOG ? &written : &whole;
  g_autofree char *notice = NULL;
  GByteArray *file;
  CabinetHousehold *household;

  clear_folder ();
  file = do_damage (damage, rand, image);
  g_test_message ("seed %u, damage %d", seed, damage);
  if (is_too_new (image, file))
    {
      g_byte_array_unref (file);
      return FALSE;
    }
  household = open_and_check (&notice);
  compare (image, &whole, file, notice);
  if (refresh)
    household = compare_refreshed (household);
  service_close (household);
  g_byte_array_unref (file);
  return TRUE;
}

/* Sanitizers make it slow. */
#ifdef __SANITIZE_ADDRESS__
#define N_LONG 100
#else
#define N_LONG 500
#endif

static void
test_seeds (void)
{
  guint n = g_getenv ("CABINET_TEST_LONG") != NULL ? N_LONG : 21, n_played = 0;

  provider = demo_process_new ("--now", NOW, "--history-months", "4", NULL);
  make_images ();
  for (guint i = 0; i < n; i++)
    n_played += play (i, i % 20 == 9) ? 1 : 0;
  g_assert_cmpuint (n_played, >=, n * 9 / 10);
  free_image (&whole);
  free_image (&written);
  g_clear_pointer (&provider, demo_process_free);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  /* A statement warns that it cannot be read. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  service_test_add ("/damaged-files/seeds", test_seeds);
  return g_test_run ();
}
