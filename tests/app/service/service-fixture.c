/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "cabinet-descriptors.h"
#include "cabinet-keyring.h"

void
service_test_init (int *argc, char ***argv)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-service-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (folder, "keyring", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *name = g_path_get_basename ((*argv)[0]);

  /* A part of the exchanges' file names. */
  g_set_prgname (name);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of the tests", TRUE);
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  /* The system's own would look for settings that the private folders do not hold. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  if (g_getenv ("CABINET_EXCHANGES") == NULL)
    {
      g_autofree char *exchanges = g_build_filename (folder, "exchanges", NULL);

      g_setenv ("CABINET_EXCHANGES", exchanges, TRUE);
    }
  setlocale (LC_ALL, "C.UTF-8");
  /* GLib's own way to give each test its folders leaks their names. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (argc, argv, NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  (void) g_remove (path);
}

void
service_forget_files (void)
{
  remove_tree (g_get_user_data_dir ());
}

static void
run_test (gconstpointer data)
{
  service_forget_files ();
  (*(const ServiceTest *) data) ();
}

void
service_test_add (const char *path, ServiceTest test)
{
  g_test_add_data_func_full (path, g_memdup2 (&test, sizeof test), run_test, g_free);
}

/* The log of the demo that was started last: "NAME-PID-SERIAL.jsonl". */
static char *
find_log (void)
{
  const char *folder = g_getenv ("CABINET_EXCHANGES");
  g_autofree char *mark = g_strdup_printf ("-%d-", (int) getpid ());
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *newest = NULL;
  const char *name;
  guint64 last = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *at = strstr (name, mark);
      guint64 serial = at != NULL ? g_ascii_strtoull (at + strlen (mark), NULL, 10) + 1 : 0;

      if (serial <= last)
        continue;
      last = serial;
      g_free (newest);
      newest = g_build_filename (folder, name, NULL);
    }
  g_assert_nonnull (newest);
  return g_steal_pointer (&newest);
}

guint
service_count_requests (const char *method, const char *path)
{
  g_autofree char *log = find_log ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *begin = g_strdup_printf ("{\"method\":\"%s\",\"path\":\"", method);
  guint count = 0;

  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *request = NULL;

      if (!g_str_has_prefix (lines[i], begin))
        continue;
      request = g_strndup (lines[i] + strlen (begin), strcspn (lines[i] + strlen (begin), "\""));
      if (strstr (request, path) != NULL && strstr (request, "/control/") == NULL)
        count++;
    }
  return count;
}

guint
service_count_all_requests (void)
{
  return service_count_requests ("GET", "/v1/") + service_count_requests ("POST", "/v1/")
         + service_count_requests ("DELETE", "/v1/");
}

CabinetHousehold *
service_open (void)
{
  g_autoptr (GError) error = NULL;
  CabinetHousehold *household = cabinet_household_open (&error);

  if (g_strcmp0 (cabinet_error_get_code (error), CABINET_ERROR_SALVAGEABLE) == 0)
    {
      g_clear_error (&error);
      household = cabinet_household_salvage (&error);
    }
  g_assert_no_error (error);
  return household;
}

void
service_run_for (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
    }
}

void
service_wait_until (gboolean (*done) (gpointer data), gpointer data)
{
  gint64 until = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
    }
}

void
service_on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

GAsyncResult *
service_wait_for (GAsyncResult **result)
{
  service_wait_until (is_set, result);
  return *result;
}

static gboolean
all_gone (gpointer data)
{
  gpointer *objects = data;

  for (guint i = 0; i < 16; i++)
    if (objects[i] != NULL)
      return FALSE;
  return TRUE;
}

void
service_close (CabinetHousehold *household)
{
  gpointer objects[16] = { household };
  guint n = cabinet_list_length (cabinet_household_get_all (household));

  g_object_add_weak_pointer (G_OBJECT (household), &objects[0]);
  for (guint i = 0; i < n && i < 15; i++)
    {
      objects[i + 1] = cabinet_list_get (cabinet_household_get_all (household), i);
      g_object_add_weak_pointer (objects[i + 1], &objects[i + 1]);
    }
  cabinet_household_close (household);
  g_object_unref (household);
  service_wait_until (all_gone, objects);
}

CabinetProviderInfo *
service_dup_descriptor (const char *id)
{
  CabinetProviderInfo *info = cabinet_descriptors_lookup (id, "en");

  g_assert_nonnull (info);
  return info;
}

CabinetSignInStep *
service_start (
  CabinetSignInFlow *flow, const char *category, const char *login, const char *secret, GError **error)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->category = g_strdup (category);
  request->login = g_strdup (login);
  request->secret = g_strdup (secret);
  cabinet_sign_in_flow_start_async (flow, request, NULL, service_on_result, &result);
  return cabinet_sign_in_flow_finish (flow, service_wait_for (&result), error);
}

CabinetSignInStep *
service_answer (CabinetSignInFlow *flow, const char *choice, GError **error)
{
  g_autoptr (CabinetSignInAnswer) answer = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  answer->choice = g_strdup (choice);
  cabinet_sign_in_flow_answer_async (flow, answer, NULL, service_on_result, &result);
  return cabinet_sign_in_flow_finish (flow, service_wait_for (&result), error);
}

CabinetAccount *
service_add (CabinetHousehold *household,
             const char *provider,
             const char *url,
             const char *category,
             const char *login,
             const char *secret,
             gboolean remember,
             GError **error)
{
  g_autoptr (CabinetProviderInfo) info = service_dup_descriptor (provider);
  g_autoptr (CabinetSignInFlow) flow = cabinet_sign_in_flow_new (household, info, url);
  g_autoptr (CabinetSignInStep) step = NULL;

  cabinet_sign_in_flow_set_remember (flow, remember);
  step = service_start (flow, category, login, secret, error);
  if (step == NULL)
    return NULL;
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_no_error (cabinet_sign_in_flow_get_keyring_error (flow));
  g_assert_cmpuint (cabinet_sign_in_flow_get_accounts (flow)->len, >, 0);
  return g_object_ref (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0));
}

CabinetAccount *
service_add_demo (CabinetHousehold *household, DemoProcess *demo)
{
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  g_autoptr (GError) error = NULL;
  CabinetAccount *account = service_add (household, "tomtel", url, NULL, "12345", "demo", TRUE, &error);

  g_assert_no_error (error);
  return account;
}

gboolean
service_refresh (CabinetAccount *account, CabinetSyncResult *summary, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_account_refresh_async (account, NULL, service_on_result, &result);
  return cabinet_account_refresh_finish (account, service_wait_for (&result), summary, error);
}

gboolean
service_refresh_all (CabinetHousehold *household, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_household_refresh_async (household, CABINET_HOUSEHOLD_ALL, NULL, service_on_result, &result);
  return cabinet_household_refresh_finish (household, service_wait_for (&result), error);
}

gboolean
service_remove (CabinetHousehold *household, CabinetAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_household_remove_async (household, account, NULL, service_on_result, &result);
  return cabinet_household_remove_finish (household, service_wait_for (&result), error);
}

gboolean
service_set_label (CabinetAccount *account, const char *label)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_account_set_label_async (account, label, NULL, service_on_result, &result);
  return cabinet_account_set_finish (account, service_wait_for (&result), NULL);
}

CabinetAccount *
service_lookup (CabinetHousehold *household, const char *id)
{
  g_autoptr (GError) error = NULL;
  CabinetAccount *account = cabinet_household_lookup (household, id, &error);

  g_assert_no_error (error);
  return account;
}

void
service_write_keyring (const char *sign_in, const char *line)
{
  g_autoptr (CabinetKeyring) keyring = cabinet_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_keyring_store_async (keyring, sign_in, "test", line, NULL, service_on_result, &result);
  cabinet_keyring_store_finish (keyring, service_wait_for (&result), &error);
  g_assert_no_error (error);
}

char *
service_read_keyring (const char *sign_in)
{
  g_autoptr (CabinetKeyring) keyring = cabinet_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  char *line;

  cabinet_keyring_load_async (keyring, sign_in, NULL, service_on_result, &result);
  line = cabinet_keyring_load_finish (keyring, service_wait_for (&result), &error);
  g_assert_no_error (error);
  return line;
}

char *
service_control (DemoProcess *demo, const char *verb, const char *format, ...)
{
  g_autofree char *json = NULL;
  va_list args;

  va_start (args, format);
  json = g_strdup_vprintf (format, args);
  va_end (args);
  return demo_process_control (demo, verb, json);
}

/* Short ones may stand anywhere by chance. */
static void
add_word (GPtrArray *words, const char *word)
{
  if (word != NULL && strlen (word) >= 5)
    g_ptr_array_add (words, g_strdup (word));
}

GPtrArray *
service_list_words (CabinetAccount *account)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  CabinetContract *contract = cabinet_account_get_contract (account);

  add_word (words, cabinet_account_get_id (account));
  add_word (words, cabinet_account_get_sign_in_id (account));
  add_word (words, cabinet_account_get_label (account));
  add_word (words, contract->id);
  add_word (words, contract->number);
  add_word (words, contract->holder);
  add_word (words, contract->address);
  return words;
}

static void
assert_not_in (const char *path, GPtrArray *words)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  const char *name;
  gsize length;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_not_in (child, words);
    }
  if (folder != NULL || !g_file_get_contents (path, &contents, &length, NULL))
    return;
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (strstr (path, word) != NULL || memmem (contents, length, word, strlen (word)) != NULL)
        g_error ("“%s” is still in %s", word, path);
    }
}

void
service_assert_forgotten (GPtrArray *words)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cabinet", NULL);

  g_assert_cmpuint (words->len, >, 0);
  assert_not_in (folder, words);
}
