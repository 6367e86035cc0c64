/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

#include "cabinet-rich-text.h"

static CabinetNotice *
notice_new (JsonObject *row)
{
  g_autofree char *id = abills_dup_id (ABILLS_ID_NEWS, row, "id");
  g_autofree char *content = cabinet_loose_dup_text (row, "content");
  g_autofree char *summary = cabinet_loose_dup_text (row, "shortDescription");
  g_autofree char *title = cabinet_loose_dup_text (row, "title");
  g_autofree char *url = cabinet_loose_dup_text (row, "url");
  CabinetNotice *notice;

  if (id == NULL)
    return NULL;
  notice = g_object_new (CABINET_TYPE_NOTICE, NULL);
  notice->id = g_steal_pointer (&id);
  notice->kind = CABINET_NOTICE_KIND_NEWS;
  notice->title = cabinet_rich_text_to_plain (title);
  notice->text = cabinet_rich_text_to_plain (content != NULL ? content : summary);
  if (notice->title == NULL)
    notice->title = g_strdup ("");
  if (notice->text == NULL)
    notice->text = g_strdup ("");
  notice->at = abills_get_start (cabinet_loose_get_date (row, "date"));
  if (url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")))
    notice->url = g_steal_pointer (&url);
  return notice;
}

static gint
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CabinetNotice *x = a;
  const CabinetNotice *y = b;

  return (x->at < y->at) - (x->at > y->at);
}

/* The system does not know what was read: that is kept here. */
CabinetRequest *
abills_list_notices (CabinetSequence *sequence, GError **error)
{
  CabinetNoticeList *list;
  JsonArray *rows;

  if (sequence->answers->len == 0)
    return abills_get ("user/portal/news");
  if (!abills_check (sequence, 0, error))
    return NULL;
  list = g_object_new (CABINET_TYPE_NOTICE_LIST, NULL);
  rows = cabinet_loose_get_array (cabinet_sequence_get_object (sequence, 0), "news");
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      g_autoptr (CabinetNotice) notice = row != NULL ? notice_new (row) : NULL;

      if (notice != NULL)
        g_list_store_insert_sorted (list->notices, notice, compare, NULL);
    }
  sequence->record = list;
  return NULL;
}

static CabinetQuestion *
question_new (JsonObject *row)
{
  g_autofree char *id = abills_dup_id (ABILLS_ID_QUESTION, row, "id");
  g_autofree char *title = cabinet_loose_dup_text (row, "title");
  g_autofree char *body = cabinet_loose_dup_text (row, "body");
  CabinetQuestion *question;

  if (id == NULL || title == NULL)
    return NULL;
  question = g_object_new (CABINET_TYPE_QUESTION, NULL);
  question->id = g_steal_pointer (&id);
  question->title = cabinet_rich_text_to_plain (title);
  question->text = cabinet_rich_text_to_plain (body != NULL ? body : "");
  return question;
}

/**
 * abills_list_questions:
 *
 * CABINET_OP_LIST_QUESTIONS
 */
CabinetRequest *
abills_list_questions (CabinetSequence *sequence, GError **error)
{
  CabinetQuestionList *list;
  JsonArray *rows;

  if (sequence->answers->len == 0)
    return abills_get ("user/expert/faqs");
  if (!abills_check (sequence, 0, error))
    return NULL;
  list = g_object_new (CABINET_TYPE_QUESTION_LIST, NULL);
  rows = abills_get_rows (sequence, 0);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      g_autoptr (CabinetQuestion) question = question_new (cabinet_loose_get_element (rows, i));

      if (question != NULL)
        g_list_store_append (list->questions, question);
    }
  sequence->record = list;
  return NULL;
}
