/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-guests.h"
#include "demo-operator.h"
#include "demo-threads.h"
#include "demo-tokens.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 500

void
demo_handle_threads (DemoExchange *x)
{
  const DemoSupport *support = demo_support_find (x->tenant);
  GTimeZone *zone = demo_tenant_get_zone (x->tenant);
  g_autoptr (CabinetThreadList) list = g_object_new (CABINET_TYPE_THREAD_LIST, NULL);
  g_autoptr (GArray) threads = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *rows;

  demo_threads_ensure (x->world, x->contract);
  demo_operator_work (x->world);
  rows = demo_database_query (x->world->database,
                              "SELECT id FROM thread WHERE contract = ? ORDER BY last_at DESC, id DESC", "i",
                              x->contract->row);
  while (demo_row (rows))
    {
      gint64 row = sqlite3_column_int64 (rows, 0);
      g_array_append_val (threads, row);
    }
  for (guint i = 0; i < threads->len; i++)
    {
      g_autoptr (DemoThread) thread = demo_thread_load (x->world, g_array_index (threads, gint64, i));
      g_autoptr (CabinetThread) record = demo_thread_to_record (x->world, thread, support, zone, x->language);

      g_list_store_append (list->threads, record);
    }
  g_clear_object (&list->support);
  list->support = demo_support_to_record (support, zone, demo_clock_now (&x->world->clock), x->language);
  demo_exchange_reply (x, 200, list);
}

/* A thread of somebody else is not there. Returns: (nullable): else the refusal is given */
static DemoThread *
open_thread (DemoExchange *x)
{
  g_autoptr (DemoThread) thread = demo_thread_find (x->world, x->parameter);

  if (thread == NULL)
    {
      demo_threads_ensure_all (x->world, x->tenant, x->family);
      thread = demo_thread_find (x->world, x->parameter);
    }
  if (thread != NULL && demo_family_has_contract (x->world, x->tenant, x->family, thread->contract))
    return g_steal_pointer (&thread);
  demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
  return NULL;
}

/* "17.3fa9" of message 17 of this thread. Returns: whether it is one of ours */
static gboolean
parse_cursor (DemoThread *thread, const char *text, gint64 *before)
{
  g_autofree char *whole = NULL;
  g_autofree char *again = NULL;

  *before = g_ascii_strtoll (text, NULL, 10);
  whole = g_strdup_printf ("%" G_GINT64_FORMAT "/%s", *before, thread->id);
  again = g_strdup_printf ("%" G_GINT64_FORMAT ".%04x", *before, g_str_hash (whole) & 0xffff);
  return *before > 0 && g_str_equal (text, again);
}

static char *
make_cursor (DemoThread *thread, gint64 before)
{
  g_autofree char *whole = g_strdup_printf ("%" G_GINT64_FORMAT "/%s", before, thread->id);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%04x", before, g_str_hash (whole) & 0xffff);
}

void
demo_handle_messages (DemoExchange *x)
{
  const DemoSupport *support = demo_support_find (x->tenant);
  const char *cursor = demo_exchange_get_query (x, "cursor");
  g_autoptr (DemoThread) thread = NULL;
  g_autoptr (CabinetMessagePage) page = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = G_MAXINT64;
  gint64 limit;
  sqlite3_stmt *rows;

  demo_operator_work (x->world);
  thread = open_thread (x);
  if (thread == NULL || !demo_exchange_read_number (x, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT, &limit))
    return;
  if (cursor != NULL && !parse_cursor (thread, cursor, &before))
    {
      demo_exchange_refuse_value (x, "cursor", "not a cursor of this thread");
      return;
    }
  rows = demo_database_query (x->world->database,
                              "SELECT id FROM message WHERE thread = ? AND id < ? ORDER BY id DESC LIMIT ?",
                              "iii", thread->row, before, limit + 1);
  while (demo_row (rows))
    {
      gint64 row = sqlite3_column_int64 (rows, 0);
      g_array_append_val (found, row);
    }
  page = g_object_new (CABINET_TYPE_MESSAGE_PAGE, NULL);
  page->revision = thread->revision;
  for (guint i = 0; i < MIN (found->len, (guint) limit); i++)
    {
      g_autoptr (CabinetMessage) record = demo_message_load_record (
        x->world, support, thread->id, g_array_index (found, gint64, i), x->language);

      g_list_store_append (page->messages, record);
    }
  if (found->len > (guint) limit)
    page->next = make_cursor (thread, g_array_index (found, gint64, (guint) limit - 1));
  demo_exchange_reply (x, 200, page);
}

/* Whether the files may go with a message of @x's login: each is its own and was not sent yet. */
static gboolean
check_files (DemoExchange *x, char **files)
{
  guint n = files != NULL ? g_strv_length (files) : 0;

  if (n > DEMO_MAX_FILES)
    {
      demo_exchange_refuse_value (x, "attachments", "too many files");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (demo_database_get_int (x->world->database,
                               "SELECT id FROM upload WHERE public = ? AND tenant = ? AND category = ?"
                               " AND login = ? AND message = 0",
                               "ssss", files[i], x->tenant->id, x->category, x->login)
          == 0
        || g_strv_contains ((const char *const *) files + i + 1, files[i]))
      {
        demo_exchange_refuse_value (x, "attachments", "not a file that waits for a message");
        return FALSE;
      }
  return TRUE;
}

/* Returns: whether the message may be sent; else the refusal is given */
static gboolean
check_request (DemoExchange *x, CabinetMessageRequest *request)
{
  gboolean bare = request->attachments == NULL || request->attachments[0] == NULL;
  g_autofree char *text = g_strstrip (g_strdup (request->text));

  if (*text == '\0' && bare)
    {
      demo_exchange_refuse_value (x, "text", "is empty");
      return FALSE;
    }
  if (g_utf8_strlen (request->text, -1) > DEMO_MAX_CHARACTERS
      || (request->subject != NULL && g_utf8_strlen (request->subject, -1) > DEMO_MAX_SUBJECT))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_TOO_LONG);
      return FALSE;
    }
  return check_files (x, request->attachments);
}

static void
say (DemoExchange *x, DemoThread *thread, CabinetMessageRequest *request)
{
  const DemoSupport *support = demo_support_find (x->tenant);
  GTimeZone *zone = demo_tenant_get_zone (x->tenant);
  CabinetInstant now = demo_clock_now (&x->world->clock);
  gboolean waited = thread->state == CABINET_THREAD_STATE_WAITING_US;
  DemoDraft draft = { .from = CABINET_MESSAGE_AUTHOR_ME, .at = now, .key = x->key };
  g_autoptr (CabinetMessage) record = NULL;
  gint64 row;

  draft.text.words[DEMO_RUSSIAN] = request->text;
  row = demo_thread_say (x->world, thread, &draft, NULL);
  for (guint i = 0; request->attachments != NULL && request->attachments[i] != NULL; i++)
    demo_database_run (x->world->database, "UPDATE upload SET message = ? WHERE public = ?", "is", row,
                       request->attachments[i]);
  if (!waited && !demo_support_is_open (support, zone, now))
    demo_thread_say_closed (x->world, thread, support, zone);
  record = demo_message_load_record (x->world, support, thread->id, row, x->language);
  demo_exchange_reply (x, 201, record);
}

/**
 * demo_handle_open_thread:
 *
 * A request of its own where the provider has requests; what is written to a chat goes on with it.
 */
void
demo_handle_open_thread (DemoExchange *x)
{
  const DemoSupport *support = demo_support_find (x->tenant);
  CabinetMessageRequest *request = x->body;
  g_autoptr (DemoThread) thread = NULL;
  gboolean chat = support->style == CABINET_THREAD_STYLE_CHAT;

  if (!check_request (x, request))
    return;
  if (!chat && (request->subject == NULL || *request->subject == '\0'))
    {
      demo_exchange_refuse_value (x, "subject", "is missing");
      return;
    }
  demo_threads_ensure (x->world, x->contract);
  demo_operator_work (x->world);
  if (chat)
    thread = demo_thread_load (x->world, demo_thread_get_chat (x->world, x->contract->row));
  if (thread == NULL)
    {
      thread = demo_thread_new (x->world, x->contract, support->style, chat ? NULL : request->subject, NULL);
      if (x->contract->guest != NULL)
        demo_guest_introduce (x->world, x->contract, thread);
    }
  say (x, thread, request);
}

void
demo_handle_send_message (DemoExchange *x)
{
  CabinetMessageRequest *request = x->body;
  g_autoptr (DemoThread) thread = NULL;

  demo_operator_work (x->world);
  thread = open_thread (x);
  if (thread == NULL || !check_request (x, request))
    return;
  if (thread->state == CABINET_THREAD_STATE_CLOSED)
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_ELIGIBLE);
  else
    say (x, thread, request);
}

/**
 * demo_handle_read_thread:
 *
 * Marks what came up to a message as read; a mark never moves back.
 */
void
demo_handle_read_thread (DemoExchange *x)
{
  CabinetReadRequest *request = x->body;
  g_autoptr (DemoThread) thread = open_thread (x);
  gint64 row;

  if (thread == NULL)
    return;
  row = demo_database_get_int (x->world->database, "SELECT id FROM message WHERE public = ? AND thread = ?",
                               "si", request->up_to, thread->row);
  if (row == 0)
    {
      demo_exchange_refuse_value (x, "up_to", "not a message of this thread");
      return;
    }
  if (row > thread->read_to)
    {
      demo_database_run (x->world->database,
                         "UPDATE message SET read_at = ? WHERE thread = ? AND id <= ? AND author <> ?"
                         " AND read_at = 0",
                         "iiii", demo_clock_now (&x->world->clock), thread->row, row,
                         (gint64) CABINET_MESSAGE_AUTHOR_ME);
      thread->read_to = row;
      demo_thread_tell (x->world, thread);
    }
  demo_exchange_reply_nothing (x);
}
