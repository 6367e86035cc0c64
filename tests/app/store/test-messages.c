/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cabinet-archive-messages.h"
#include "cabinet-attachment-files.h"
#include "store-fixture.h"

static CabinetMessage *
new_message (const char *thread, const char *id, CabinetInstant at, const char *text)
{
  CabinetMessage *message = g_object_new (CABINET_TYPE_MESSAGE, NULL);

  message->id = g_strdup (id);
  message->thread = g_strdup (thread);
  message->at = at * G_TIME_SPAN_SECOND;
  message->from = CABINET_MESSAGE_AUTHOR_SUPPORT;
  message->text = g_strdup (text);
  message->state = CABINET_MESSAGE_STATE_DELIVERED;
  return message;
}

/* Takes the messages, up to NULL. Returns how many were new or different. */
static guint
save (StoreFixture *fixture, const char *account, CabinetMessage *first, ...)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint changed = 99;
  va_list args;

  va_start (args, first);
  for (CabinetMessage *each = first; each != NULL; each = va_arg (args, CabinetMessage *))
    g_ptr_array_add (messages, each);
  va_end (args);
  cabinet_archive_save_messages_async (fixture->archive, account, messages, NULL, store_on_done, &result);
  store_wait (&result);
  cabinet_archive_save_messages_finish (fixture->archive, result, &changed, &error);
  g_assert_no_error (error);
  return changed;
}

/* The texts of the newest @limit, oldest first. */
static char *
read_texts (StoreFixture *fixture, const char *account, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = cabinet_archive_load_messages (fixture->archive, account, limit, &error);
  GString *texts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    g_string_append (texts, CABINET_MESSAGE (g_ptr_array_index (messages, i))->text);
  return g_string_free (texts, FALSE);
}

static void
assert_texts (StoreFixture *fixture, const char *account, guint limit, const char *expected)
{
  g_autofree char *texts = read_texts (fixture, account, limit);

  g_assert_cmpstr (texts, ==, expected);
}

/* All threads on one time line; what was read again is not there twice. */
static void
test_time_line (StoreFixture *fixture, gconstpointer data)
{
  assert_texts (fixture, ACCOUNT, 0, "");
  g_assert_cmpuint (
    save (fixture, ACCOUNT, new_message ("a", "3", 30, "c"), new_message ("a", "1", 10, "a"), NULL), ==, 2);
  g_assert_cmpuint (save (fixture, ACCOUNT, new_message ("b", "2", 20, "b"), NULL), ==, 1);
  assert_texts (fixture, ACCOUNT, 0, "abc");
  assert_texts (fixture, ACCOUNT, 2, "bc");
  assert_texts (fixture, OTHER_ACCOUNT, 0, "");
  /* Two threads may have the same id of a message. */
  g_assert_cmpuint (save (fixture, ACCOUNT, new_message ("b", "3", 40, "d"), NULL), ==, 1);
  g_assert_cmpuint (save (fixture, ACCOUNT, new_message ("b", "3", 40, "d"), NULL), ==, 0);
  assert_texts (fixture, ACCOUNT, 0, "abcd");
  store_fixture_reopen (fixture);
  assert_texts (fixture, ACCOUNT, 0, "abcd");
}

static void
test_renewed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetMessage) read = new_message ("a", "1", 10, "a");
  g_autoptr (CabinetMessage) found = NULL;
  g_autoptr (CabinetMessage) none = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, ACCOUNT, new_message ("a", "1", 10, "a"), NULL);
  read->key = g_strdup ("2b5e");
  read->read_at = 20 * G_TIME_SPAN_SECOND;
  g_assert_cmpuint (save (fixture, ACCOUNT, g_object_ref (read), NULL), ==, 1);
  found = cabinet_archive_lookup_message (fixture->archive, ACCOUNT, "a", "1", &error);
  g_assert_no_error (error);
  g_assert_true (cabinet_record_equal (found, read));
  none = cabinet_archive_lookup_message (fixture->archive, ACCOUNT, "b", "1", &error);
  g_assert_no_error (error);
  g_assert_null (none);
  assert_texts (fixture, ACCOUNT, 0, "a");
}

static void
test_erased (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  save (fixture, ACCOUNT, new_message ("a", "1", 10, "a"), NULL);
  save (fixture, OTHER_ACCOUNT, new_message ("a", "1", 10, "b"), NULL);
  cabinet_archive_erase_account_async (fixture->archive, ACCOUNT, NULL, store_on_done, &result);
  store_finish (fixture, &result);
  assert_texts (fixture, ACCOUNT, 0, "");
  assert_texts (fixture, OTHER_ACCOUNT, 0, "b");
}

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_private (const char *path, mode_t mode)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, mode);
}

/* A copy outlives what was chosen, and becomes what the message is read with. */
static void
test_files (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *root = g_build_filename (fixture->folder, "attachments", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "Скан 1.pdf", NULL);
  g_autofree char *name = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  write_file (path, "one");
  g_assert_true (cabinet_attachment_files_stage (root, ACCOUNT, "key", 0, file, 3, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (cabinet_attachment_files_stage (root, ACCOUNT, "key", 1, file, 2, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  g_unlink (path);
  paths = cabinet_attachment_files_list (root, ACCOUNT, "key");
  g_assert_cmpuint (paths->len, ==, 1);
  assert_private (g_ptr_array_index (paths, 0), 0600);
  assert_private (root, 0700);
  name = cabinet_attachment_files_dup_name (g_ptr_array_index (paths, 0));
  g_assert_cmpstr (name, ==, "Скан 1.pdf");

  g_assert_null (cabinet_attachment_files_load (root, ACCOUNT, "../../id"));
  cabinet_attachment_files_keep (root, ACCOUNT, g_ptr_array_index (paths, 0), "../../id");
  cabinet_attachment_files_unstage (root, ACCOUNT, "key");
  left = cabinet_attachment_files_list (root, ACCOUNT, "key");
  g_assert_cmpuint (left->len, ==, 0);
  bytes = cabinet_attachment_files_load (root, ACCOUNT, "../../id");
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "one", 3);
  g_assert_null (cabinet_attachment_files_load (root, OTHER_ACCOUNT, "../../id"));
  cabinet_attachment_files_erase (root, ACCOUNT);
  g_assert_null (cabinet_attachment_files_load (root, ACCOUNT, "../../id"));
}

#define ADD(path, function)                                                                \
  g_test_add ("/store/messages/" path, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("time-line", test_time_line);
  ADD ("renewed", test_renewed);
  ADD ("erased", test_erased);
  ADD ("files", test_files);
  return g_test_run ();
}
