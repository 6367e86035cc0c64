/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "ubilling-tickets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-rich-text.h"

#define LONGEST_SUBJECT 80
#define MOST_CHARACTERS (UBILLING_LONGEST_TEXT / 2)

typedef struct
{
  gint64 number;
  char *id;
  char *thread;
  CabinetInstant at;
  gboolean mine;
  gboolean closed; /* of the first one: the conversation is */
  char *text;
} Ticket;

static void
ticket_free (Ticket *ticket)
{
  g_free (ticket->id);
  g_free (ticket->thread);
  g_free (ticket->text);
  g_free (ticket);
}

/* Nobody is null, "NULL", empty or 0. */
static char *
dup_somebody (JsonObject *object, const char *member)
{
  char *name = cabinet_loose_dup_text (object, member);

  if (name != NULL && (g_ascii_strcasecmp (name, "NULL") == 0 || g_str_equal (name, "0")))
    g_clear_pointer (&name, g_free);
  return name;
}

static Ticket *
read_ticket (JsonObject *object, GTimeZone *zone)
{
  g_autofree char *id = dup_somebody (object, "id");
  g_autofree char *reply = dup_somebody (object, "replyid");
  g_autofree char *from = dup_somebody (object, "from");
  Ticket *ticket;

  if (id == NULL)
    return NULL;
  ticket = g_new0 (Ticket, 1);
  ticket->number = cabinet_loose_get_int (object, "id");
  ticket->thread = reply != NULL ? g_steal_pointer (&reply) : g_strdup (id);
  ticket->id = g_steal_pointer (&id);
  ticket->at = cabinet_loose_get_time (object, "date", zone, NULL);
  ticket->mine = from != NULL;
  ticket->closed = cabinet_loose_get_bool (object, "status");
  ticket->text = cabinet_loose_dup_text (object, "text");
  if (ticket->text == NULL)
    ticket->text = g_strdup ("");
  return ticket;
}

/* Newest first; of one second the higher number is the newer one. */
static int
compare_tickets (gconstpointer a, gconstpointer b)
{
  const Ticket *first = *(Ticket *const *) a, *second = *(Ticket *const *) b;

  if (first->at != second->at)
    return first->at > second->at ? -1 : 1;
  if (first->number != second->number)
    return first->number > second->number ? -1 : 1;
  return 0;
}

static GPtrArray *
read_tickets (JsonArray *array)
{
  GPtrArray *tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) ticket_free);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      Ticket *ticket = read_ticket (cabinet_loose_get_element (array, i), zone);

      if (ticket != NULL)
        g_ptr_array_add (tickets, ticket);
    }
  g_ptr_array_sort (tickets, compare_tickets);
  return tickets;
}

static char *
make_subject (const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));

  if (*line == '\0')
    return NULL;
  if (g_utf8_strlen (line, -1) > LONGEST_SUBJECT)
    {
      *g_utf8_offset_to_pointer (line, LONGEST_SUBJECT - 1) = '\0';
      return g_strconcat (line, "…", NULL);
    }
  return g_steal_pointer (&line);
}

/* @newest: of the conversation. What is found on the way to the first one, which comes last, is added. */
static CabinetThread *
new_thread (const Ticket *newest)
{
  CabinetThread *thread = g_object_new (CABINET_TYPE_THREAD, NULL);

  thread->id = g_strdup (newest->thread);
  thread->style = CABINET_THREAD_STYLE_TICKET;
  thread->state = newest->mine ? CABINET_THREAD_STATE_WAITING_US : CABINET_THREAD_STATE_WAITING_YOU;
  thread->last_at = newest->at;
  thread->can_send = TRUE;
  return thread;
}

static void
add_to_thread (CabinetThread *thread, const Ticket *ticket)
{
  thread->revision += 2;
  if (!g_str_equal (ticket->id, thread->id))
    return;
  thread->subject = make_subject (ticket->text);
  if (!ticket->closed)
    return;
  thread->revision++;
  thread->state = CABINET_THREAD_STATE_CLOSED;
  thread->can_send = FALSE;
  thread->reason = g_strdup (_ ("The provider has closed this conversation"));
}

/* When messages are answered is not told, and there are no files. */
static CabinetSupportHours *
new_support (void)
{
  CabinetSupportHours *support = g_object_new (CABINET_TYPE_SUPPORT_HOURS, NULL);

  support->open = TRUE;
  support->max_characters = MOST_CHARACTERS;
  return support;
}

/**
 * ubilling_tickets_read_threads:
 * @array: (nullable): the list
 *
 * Returns: (transfer full): the conversations, newest first
 */
CabinetThreadList *
ubilling_tickets_read_threads (JsonArray *array)
{
  CabinetThreadList *list = g_object_new (CABINET_TYPE_THREAD_LIST, NULL);
  g_autoptr (GPtrArray) tickets = read_tickets (array);
  g_autoptr (GHashTable) threads = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tickets->len; i++)
    {
      Ticket *ticket = g_ptr_array_index (tickets, i);
      CabinetThread *thread = g_hash_table_lookup (threads, ticket->thread);

      if (thread == NULL)
        {
          thread = new_thread (ticket);
          g_hash_table_insert (threads, thread->id, thread);
          g_list_store_append (list->threads, thread);
          g_object_unref (thread);
        }
      add_to_thread (thread, ticket);
    }
  list->support = new_support ();
  return list;
}

static CabinetMessage *
new_message (const Ticket *ticket)
{
  CabinetMessage *message = g_object_new (CABINET_TYPE_MESSAGE, NULL);

  message->id = g_strdup (ticket->id);
  message->thread = g_strdup (ticket->thread);
  message->at = ticket->at;
  message->from = ticket->mine ? CABINET_MESSAGE_AUTHOR_ME : CABINET_MESSAGE_AUTHOR_SUPPORT;
  message->text = ticket->mine ? g_strdup (ticket->text) : cabinet_rich_text_to_plain (ticket->text);
  if (message->text == NULL)
    message->text = g_strdup ("");
  message->state = CABINET_MESSAGE_STATE_DELIVERED;
  return message;
}

/**
 * ubilling_tickets_read_thread:
 * @array: (nullable): the list
 * @thread: id of a conversation
 *
 * Returns: (transfer full): all its messages, newest first
 */
CabinetMessagePage *
ubilling_tickets_read_thread (JsonArray *array, const char *thread)
{
  CabinetMessagePage *page = g_object_new (CABINET_TYPE_MESSAGE_PAGE, NULL);
  g_autoptr (GPtrArray) tickets = read_tickets (array);

  for (guint i = 0; i < tickets->len; i++)
    {
      Ticket *ticket = g_ptr_array_index (tickets, i);
      g_autoptr (CabinetMessage) message = NULL;

      if (!g_str_equal (ticket->thread, thread))
        continue;
      message = new_message (ticket);
      g_list_store_append (page->messages, message);
      page->revision += 2;
      page->revision += g_str_equal (ticket->id, thread) && ticket->closed;
    }
  return page;
}

/**
 * ubilling_tickets_fold:
 *
 * Returns: (transfer full): @text as it comes back: without tags, without characters of four bytes; and
 * without what may be different about its spaces and quotes
 */
char *
ubilling_tickets_fold (const char *text)
{
  GString *folded = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (*c == '<' && (g_ascii_isalpha (c[1]) || strchr ("/!?", c[1]) != NULL) && c[1] != '\0')
        {
          const char *end = strchr (c, '>');

          if (end == NULL)
            break;
          c = end;
          continue;
        }
      if (letter > 0xffff || strchr ("'\"`\\", *c) != NULL)
        continue;
      if (g_unichar_isspace (letter))
        {
          space = folded->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (folded, ' ');
      space = FALSE;
      g_string_append_unichar (folded, letter);
    }
  return g_string_free (folded, FALSE);
}

/**
 * ubilling_tickets_find:
 * @array: (nullable): the list
 * @id: (nullable): of the message, if the server has told it
 * @text: as it was sent
 * @since: it is not older, by the clock of the server in the zone of this computer
 * @call: where it went, and what it is not
 *
 * Returns: (transfer full) (nullable): the message, as the server has it
 */
CabinetMessage *
ubilling_tickets_find (
  JsonArray *array, const char *id, const char *text, CabinetInstant since, const CabinetCall *call)
{
  g_autoptr (GPtrArray) tickets = read_tickets (array);
  g_autofree char *folded = ubilling_tickets_fold (text);

  for (guint i = 0; i < tickets->len; i++)
    {
      Ticket *ticket = g_ptr_array_index (tickets, i);
      g_autofree char *kept = NULL;

      if (id != NULL && g_str_equal (ticket->id, id))
        return new_message (ticket);
      if (id != NULL || !ticket->mine || ticket->at < since
          || g_strcmp0 (ticket->thread, call->id != NULL ? call->id : ticket->id) != 0
          || cabinet_call_is_taken (call, ticket->id))
        continue;
      kept = ubilling_tickets_fold (ticket->text);
      if (g_str_equal (kept, folded))
        return new_message (ticket);
    }
  return NULL;
}
