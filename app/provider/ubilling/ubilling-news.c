/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-rich-text.h"
#include "ubilling-wire.h"

static CabinetNotice *
new_notice (JsonObject *object)
{
  g_autofree char *id = cabinet_loose_dup_text (object, "unic");
  g_autofree char *type = cabinet_loose_dup_text (object, "type");
  g_autofree char *title = cabinet_loose_dup_text (object, "title");
  g_autofree char *text = cabinet_loose_dup_text (object, "text");
  CabinetNotice *notice;

  if (id == NULL)
    return NULL;
  notice = g_object_new (CABINET_TYPE_NOTICE, NULL);
  notice->id = g_steal_pointer (&id);
  notice->kind = CABINET_NOTICE_KIND_NEWS;
  notice->title = title != NULL ? g_steal_pointer (&title) : g_strdup (_ ("News"));
  notice->text = g_strcmp0 (type, "html") == 0 ? cabinet_rich_text_to_plain (text) : g_steal_pointer (&text);
  if (notice->text == NULL)
    notice->text = g_strdup ("");
  notice->read = cabinet_loose_get_bool (object, "read");
  return notice;
}

static CabinetNoticeList *
read_notices (JsonArray *array)
{
  CabinetNoticeList *list = g_object_new (CABINET_TYPE_NOTICE_LIST, NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (CabinetNotice) notice = new_notice (cabinet_loose_get_element (array, i));

      if (notice != NULL)
        g_list_store_append (list->notices, notice);
    }
  return list;
}

/**
 * ubilling_list_notices:
 *
 * CABINET_OP_LIST_NOTICES: when they were written is not told.
 */
CabinetRequest *
ubilling_list_notices (CabinetSequence *sequence, GError **error)
{
  if (sequence->answers->len == 0)
    return ubilling_ask ("announcements");
  if (ubilling_check_answer (sequence, 0, error))
    sequence->record = read_notices (cabinet_sequence_get_array (sequence, 0));
  return NULL;
}

static gboolean
is_unread (CabinetNoticeList *list, const char *id)
{
  for (guint i = 0; i < cabinet_list_length (list->notices); i++)
    {
      CabinetNotice *notice = cabinet_list_get (list->notices, i);

      if (g_str_equal (notice->id, id))
        return !notice->read;
    }
  return FALSE;
}

/**
 * ubilling_mark_notices:
 *
 * CABINET_OP_MARK_NOTICE_READ: the server knows only all of them.
 */
CabinetRequest *
ubilling_mark_notices (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  CabinetRequest *request;
  g_autoptr (CabinetNoticeList) list = NULL;

  if (answered == 0)
    {
      request = ubilling_ask ("annreadall");
      cabinet_request_set_change (request);
      return request;
    }
  if (!ubilling_check_answer (sequence, answered - 1, error))
    return NULL;
  if (answered == 1)
    return ubilling_ask ("announcements");
  list = read_notices (cabinet_sequence_get_array (sequence, 1));
  if (is_unread (list, sequence->call->id))
    cabinet_set_error (error, CABINET_ERROR_UNCONFIRMED, "unconfirmed",
                       _ ("The provider still shows it as not read"));
  return NULL;
}
