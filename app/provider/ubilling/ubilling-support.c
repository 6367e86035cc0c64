/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ubilling-change.h"
#include "ubilling-tickets.h"

/* A message that is looked for may seem so much older than it was asked for: the server tells local times and
 * no zone, and this computer may be in another one. */
#define MARGIN (15 * G_TIME_SPAN_HOUR)

/**
 * ubilling_list_threads:
 *
 * CABINET_OP_LIST_THREADS
 */
CabinetRequest *
ubilling_list_threads (CabinetSequence *sequence, GError **error)
{
  if (sequence->answers->len == 0)
    return ubilling_ask ("tickets");
  if (ubilling_check_answer (sequence, 0, error))
    sequence->record = ubilling_tickets_read_threads (cabinet_sequence_get_array (sequence, 0));
  return NULL;
}

/**
 * ubilling_read_thread:
 *
 * CABINET_OP_READ_THREAD
 */
CabinetRequest *
ubilling_read_thread (CabinetSequence *sequence, GError **error)
{
  if (sequence->answers->len == 0)
    return ubilling_ask ("tickets");
  if (ubilling_check_answer (sequence, 0, error))
    sequence->record =
      ubilling_tickets_read_thread (cabinet_sequence_get_array (sequence, 0), sequence->call->id);
  return NULL;
}

/* A conversation has no subject of its own: it goes first. */
static char *
dup_text (CabinetSequence *sequence)
{
  CabinetMessageRequest *message = CABINET_MESSAGE_REQUEST (sequence->call->record);
  const char *subject = message->subject;

  if (subject == NULL || *subject == '\0' || g_str_has_prefix (message->text, subject))
    return g_strdup (message->text);
  return g_strconcat (subject, "\n", message->text, NULL);
}

static gboolean
check_text (CabinetSequence *sequence, const char *text, GError **error)
{
  CabinetMessageRequest *message = CABINET_MESSAGE_REQUEST (sequence->call->record);
  g_autofree char *folded = ubilling_tickets_fold (text);

  if (message->attachments[0] != NULL)
    g_propagate_error (error, cabinet_fault_new ("file-refused"));
  else if (strlen (text) > UBILLING_LONGEST_TEXT)
    g_propagate_error (error, cabinet_fault_new ("too-long"));
  else if (*folded == '\0')
    cabinet_set_error (error, CABINET_ERROR_REFUSED, "bad-value",
                       _ ("The provider takes no emoji and no markup, and nothing else is in the message"));
  else
    return TRUE;
  return FALSE;
}

static CabinetRequest *
ask_to_send (CabinetSequence *sequence, const char *text)
{
  CabinetRequest *request = ubilling_ask ("ticketcreate");
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  cabinet_request_add_query (request, "tickettype", "support_request");
  cabinet_request_add_query (request, "tickettext", encoded);
  if (sequence->call->id != NULL)
    cabinet_request_add_query (request, "reply_id", sequence->call->id);
  cabinet_request_set_change (request);
  return request;
}

/* An empty list is what a server answers that has tickets switched off. */
static gboolean
check_created (CabinetSequence *sequence, GError **error)
{
  JsonObject *answer = cabinet_sequence_get_object (sequence, 0);
  g_autofree char *created = cabinet_loose_dup_text (answer, "created");

  if (!ubilling_check_left (sequence, 0, error))
    return FALSE;
  if (cabinet_sequence_get_array (sequence, 0) != NULL)
    cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "switched-off",
                       _ ("The provider takes no messages here"));
  else if (created != NULL && !g_str_equal (created, "success"))
    cabinet_set_error (error, CABINET_ERROR_REFUSED, "other", _ ("The provider did not take the message"));
  else
    return TRUE;
  return FALSE;
}

/**
 * ubilling_send:
 *
 * CABINET_OP_OPEN_THREAD and CABINET_OP_SEND_MESSAGE: sent is what the list shows.
 */
CabinetRequest *
ubilling_send (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  g_autofree char *text = dup_text (sequence);
  g_autofree char *id = NULL;
  CabinetInstant since = cabinet_instant_now () - MARGIN;
  CabinetMessage *message;

  if (answered == 0)
    return check_text (sequence, text, error) ? ask_to_send (sequence, text) : NULL;
  if (!check_created (sequence, error))
    return NULL;
  if (answered == 1)
    return ubilling_ask ("tickets");
  id = cabinet_loose_dup_text (cabinet_sequence_get_object (sequence, 0), "id");
  message = ubilling_tickets_find (cabinet_sequence_get_array (sequence, 1), id, text, since, sequence->call);
  if (message == NULL)
    ubilling_set_unconfirmed (error);
  else
    message->key = g_strdup (sequence->call->key);
  sequence->record = message;
  return NULL;
}

/**
 * ubilling_find_message:
 *
 * CABINET_OP_FIND_MESSAGE: by its text as the server keeps it.
 */
CabinetRequest *
ubilling_find_message (CabinetSequence *sequence, GError **error)
{
  g_autofree char *text = dup_text (sequence);

  if (sequence->answers->len == 0)
    return ubilling_ask ("tickets");
  if (ubilling_check_answer (sequence, 0, error))
    sequence->record = ubilling_tickets_find (cabinet_sequence_get_array (sequence, 0), NULL, text,
                                              sequence->call->asked_at - MARGIN, sequence->call);
  return NULL;
}
