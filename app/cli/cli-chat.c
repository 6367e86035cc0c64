/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-conversation.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static void
add_attachments (JsonBuilder *builder, CabinetMessage *message)
{
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cabinet_list_length (message->attachments); i++)
    {
      CabinetAttachment *attachment = cabinet_list_get (message->attachments, i);

      json_builder_begin_object (builder);
      cli_json_string (builder, "id", attachment->id);
      cli_json_string (builder, "name", attachment->name);
      cli_json_string (builder, "type", attachment->type);
      json_builder_set_member_name (builder, "size");
      json_builder_add_int_value (builder, attachment->size);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_json (CliArray *array, CabinetAccount *account, CabinetMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CabinetThread *thread =
    cabinet_conversation_lookup_thread (cabinet_account_get_conversation (account), message->thread);
  CabinetThreadState state = thread != NULL ? thread->state : CABINET_THREAD_STATE_UNKNOWN;

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_string (builder, "thread", message->thread);
  cli_json_string (builder, "subject", thread != NULL ? thread->subject : NULL);
  cli_json_string (builder, "thread_state", cabinet_enum_to_nick (CABINET_TYPE_THREAD_STATE, state));
  cli_json_string (builder, "id", message->id);
  cli_json_instant (builder, "at", message->at);
  cli_json_string (builder, "from", cabinet_enum_to_nick (CABINET_TYPE_MESSAGE_AUTHOR, message->from));
  cli_json_string (builder, "text", message->text);
  cli_json_string (builder, "state", cabinet_enum_to_nick (CABINET_TYPE_MESSAGE_STATE, message->state));
  add_attachments (builder, message);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static const char *
state_words (CabinetMessage *message)
{
  if (message->from != CABINET_MESSAGE_AUTHOR_ME)
    return "";
  switch (message->state)
    {
    case CABINET_MESSAGE_STATE_QUEUED:
      return _ (" (waits to be sent)");
    case CABINET_MESSAGE_STATE_FAILED:
      return _ (" (not sent)");
    case CABINET_MESSAGE_STATE_SENT:
    case CABINET_MESSAGE_STATE_DELIVERED:
    case CABINET_MESSAGE_STATE_UNKNOWN:
    default:
      return "";
    }
}

static const char *
author_words (CabinetMessage *message)
{
  switch (message->from)
    {
    case CABINET_MESSAGE_AUTHOR_ME:
      return C_ ("author of a message", "You");
    case CABINET_MESSAGE_AUTHOR_SUPPORT:
      return message->author != NULL ? message->author : C_ ("author of a message", "Support");
    case CABINET_MESSAGE_AUTHOR_SYSTEM:
    case CABINET_MESSAGE_AUTHOR_UNKNOWN:
    default:
      return message->author != NULL ? message->author : C_ ("author of a message", "Provider");
    }
}

/* Control characters of a stranger's text do nothing to the terminal. */
static void
print_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      for (char *c = lines[i]; *c != '\0'; c++)
        if (g_ascii_iscntrl (*c))
          *c = ' ';
      g_print ("  %s\n", lines[i]);
    }
}

static void
print_text (CabinetAccount *account, CabinetMessage *message)
{
  g_autofree char *at = cabinet_instant_format (message->at, cabinet_account_get_zone (account),
                                                cabinet_account_get_today (account));
  const char *failure =
    cabinet_conversation_get_failure (cabinet_account_get_conversation (account), message);

  g_print ("%s · %s%s\n", at, author_words (message), state_words (message));
  print_lines (message->text);
  for (guint i = 0; i < cabinet_list_length (message->attachments); i++)
    {
      CabinetAttachment *attachment = cabinet_list_get (message->attachments, i);
      g_autofree char *size = g_format_size ((guint64) attachment->size);
      g_autofree char *line = g_strdup_printf ("[%s, %s]", attachment->name, size);

      print_lines (line);
    }
  if (failure != NULL)
    print_lines (failure);
}

static void
print_conversation (Cli *cli, CliArray *array, CabinetAccount *account)
{
  CabinetConversation *conversation = cabinet_account_get_conversation (account);
  g_autofree char *words = cabinet_conversation_dup_answer_words (conversation);
  guint n;

  cabinet_conversation_load_older (conversation);
  n = g_list_model_get_n_items (G_LIST_MODEL (conversation));
  if (!cli->json && words != NULL)
    g_print ("%s: %s\n", cabinet_account_get_display_name (account), words);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CabinetMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), i);

      if (cli->json)
        add_json (array, account, message);
      else
        print_text (account, message);
    }
}

static int
run_chat (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  CliArray array;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  readings = cli_read_with (cli, "chat", &cli_conversation_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  if (cli->json)
    cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < readings->len; i++)
    print_conversation (cli, &array, ((CliReading *) g_ptr_array_index (readings, i))->account);
  if (cli->json)
    cli_array_end (&array);
  return cli_readings_to_exit (cli, readings);
}

static char *send_thread;
static char *send_subject;

static const GOptionEntry send_options[] = {
  { "thread", 0, 0, G_OPTION_ARG_STRING, &send_thread, N_ ("The conversation it belongs to"), N_ ("ID") },
  { "subject", 0, 0, G_OPTION_ARG_STRING, &send_subject, N_ ("Open a new conversation about this"),
    N_ ("TEXT") },
  G_OPTION_ENTRY_NULL,
};

/* All of standard input, or the argument itself. */
static char *
read_text (const char *argument)
{
  GString *text;
  char *line;

  if (!g_str_equal (argument, "-"))
    return g_strdup (argument);
  text = g_string_new (NULL);
  while ((line = cli_read_line ()) != NULL)
    {
      g_string_append_printf (text, "%s\n", line);
      g_free (line);
    }
  return g_string_free (text, FALSE);
}

static gboolean
check_usage (Cli *cli, char **arguments, GError **error)
{
  if (arguments[0] == NULL)
    g_propagate_error (error, cli_usage_error ("%s", _ ("What to say is missing")));
  else if (arguments[1] != NULL)
    g_propagate_error (error, cli_usage_error (_ ("“%s” is too much"), arguments[1]));
  else if (cli->offline)
    g_propagate_error (error, cli_usage_error (_ ("“%s” does not go with chat send"), "--offline"));
  else if (send_thread != NULL && send_subject != NULL)
    g_propagate_error (error, cli_usage_error (_ ("“%s” does not go with --subject"), "--thread"));
  else
    return TRUE;
  return FALSE;
}

/* The limits of a message and the open conversation, if they were never read; without them it goes all the
 * same. */
static void
learn_limits (CabinetAccount *account, CliLimit *limit)
{
  g_auto (CliWait) wait = { 0 };

  if (cabinet_conversation_get_hours (cabinet_account_get_conversation (account)) != NULL)
    return;
  cli_conversation_reader.start (account, limit->cancellable, cli_on_result, &wait);
  cli_conversation_reader.finish (account, cli_wait (&wait), NULL);
}

static int
report (Cli *cli, CabinetAccount *account, CabinetMessage *message, GError **error)
{
  CabinetConversation *conversation = cabinet_account_get_conversation (account);
  const char *failure = cabinet_conversation_get_failure (conversation, message);
  CliArray array;

  if (message->state == CABINET_MESSAGE_STATE_FAILED)
    {
      cabinet_set_error (error, CABINET_ERROR_REFUSED, NULL, "%s",
                         failure != NULL ? failure : _ ("The provider did not take the message"));
      return CLI_REFUSED;
    }
  if (cabinet_conversation_is_doubtful (conversation, message))
    cabinet_set_error (
      error, CABINET_ERROR_UNCONFIRMED, NULL,
      _ ("The message was sent but not confirmed; it is looked for with the next sync, do not "
         "write it again"));
  if (cli->json)
    {
      cli_array_begin (&array, stdout, TRUE);
      add_json (&array, account, message);
      cli_array_end (&array);
    }
  else if (*error == NULL && message->state == CABINET_MESSAGE_STATE_QUEUED)
    g_print ("%s\n", _ ("The message waits in the outbox; it is sent as soon as there is a way"));
  else if (*error == NULL)
    g_print ("%s\n", _ ("The message is sent"));
  return *error == NULL ? CLI_DONE : CLI_UNCONFIRMED;
}

static int
run_send (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autofree char *text = NULL;
  g_auto (CliLimit) limit = { 0 };
  g_auto (CliWait) wait = { 0 };
  CabinetConversation *conversation;

  if (!check_usage (cli, arguments, error))
    return CLI_USAGE;
  account = cli_choose_account (cli, error);
  if (account == NULL)
    return CLI_USAGE;
  text = read_text (arguments[0]);
  conversation = cabinet_account_get_conversation (account);
  cli_limit_init (&limit, cli_get_timeout (cli));
  learn_limits (account, &limit);
  cabinet_conversation_send_async (conversation, send_thread, send_subject, text, NULL, limit.cancellable,
                                   cli_on_result, &wait);
  message = cabinet_conversation_send_finish (conversation, cli_wait (&wait), error);
  if (message == NULL)
    return CLI_INTERNAL;
  return report (cli, account, message, error);
}

const CliCommand cli_command_chat = {
  "chat", "", N_ ("Show the conversation with support"), TRUE, NULL, run_chat,
};

const CliCommand cli_command_chat_send = {
  "chat send", "TEXT|-",     N_ ("Write to support; without a connection the message waits in the outbox"),
  TRUE,        send_options, run_send,
};
