/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation-fixture.h"

void
talk_look_again (TalkFixture *f, const char *id)
{
  f->household = service_open ();
  f->account = service_lookup (f->household, id);
  f->conversation = cabinet_account_get_conversation (f->account);
}

void
talk_close_household (TalkFixture *f)
{
  g_clear_object (&f->account);
  f->conversation = NULL;
  service_close (f->household);
}

void
talk_reopen (TalkFixture *f)
{
  talk_close_household (f);
  talk_look_again (f, "tomtel-12345");
}

void
talk_set_up (TalkFixture *f, gconstpointer data)
{
  g_autofree char *file = NULL;

  service_forget_files ();
  f->folder = g_dir_make_tmp ("cabinet-conversation-XXXXXX", NULL);
  file = g_build_filename (f->folder, "demo.db", NULL);
  f->demo = demo_process_new (
    "--control", "--history-months", "2", "--data", file, "--now", "2026-11-20T04:00:00Z", "--operator-delay",
    data != NULL && g_ascii_isdigit (*(const char *) data) ? data : "3600000", NULL);
  f->household = service_open ();
  f->account = service_add_demo (f->household, f->demo);
  f->conversation = cabinet_account_get_conversation (f->account);
}

void
talk_tear_down (TalkFixture *f, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", f->folder, NULL };
  g_autoptr (GSubprocess) process = NULL;

  talk_close_household (f);
  demo_process_free (f->demo);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_free (f->folder);
}

gboolean
talk_refresh (TalkFixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_conversation_refresh_async (f->conversation, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_conversation_refresh_finish (f->conversation, result, error);
}

void
talk_refresh_well (TalkFixture *f)
{
  g_autoptr (GError) error = NULL;

  talk_refresh (f, &error);
  g_assert_no_error (error);
}

CabinetMessage *
talk_send_with (TalkFixture *f, const char *text, GListStore *files, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_conversation_send_async (f->conversation, NULL, NULL, text,
                                   files != NULL ? G_LIST_MODEL (files) : NULL, NULL, service_on_result,
                                   &result);
  service_wait_for (&result);
  return cabinet_conversation_send_finish (f->conversation, result, error);
}

CabinetMessage *
talk_send (TalkFixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  CabinetMessage *message = talk_send_with (f, text, NULL, &error);

  g_assert_no_error (error);
  return message;
}

guint
talk_count (CabinetConversation *conversation, const char *text, CabinetMessage **message)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (conversation));
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetMessage *each = cabinet_list_peek (G_LIST_MODEL (conversation), i);

      if (!g_str_equal (each->text, text))
        continue;
      found++;
      if (message != NULL)
        *message = each;
    }
  return found;
}

CabinetMessage *
talk_find (TalkFixture *f, const char *text)
{
  CabinetMessage *message = NULL;

  g_assert_cmpuint (talk_count (f->conversation, text, &message), ==, 1);
  return message;
}
