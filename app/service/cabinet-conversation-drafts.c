/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation-private.h"

#include "cabinet-journal-drafts.h"

/* (transfer full) (nullable) */
static CabinetDraft *
load (CabinetConversation *self, const char *thread)
{
  CabinetDraft *draft = g_hash_table_lookup (self->drafts, thread != NULL ? thread : "");
  CabinetJournal *journal;

  if (draft != NULL)
    return g_object_ref (draft);
  journal = self->core->closed ? NULL : cabinet_core_get_journal (self->core, NULL);
  return journal != NULL ? cabinet_journal_load_draft (journal, self->id, thread, NULL) : NULL;
}

/**
 * cabinet_conversation_load_draft:
 * @thread: (nullable): the id of a thread; %NULL = a new one
 * @files: (out) (optional) (transfer full) (element-type GFile): what was chosen to go with it
 *
 * Returns: (transfer full) (nullable): what was typed and not sent; %NULL if nothing was
 */
char *
cabinet_conversation_load_draft (CabinetConversation *self, const char *thread, GListStore **files)
{
  g_autoptr (CabinetDraft) draft = NULL;

  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);

  draft = load (self, thread);
  if (files != NULL)
    *files = g_list_store_new (G_TYPE_FILE);
  for (guint i = 0; files != NULL && draft != NULL && draft->attachments[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (draft->attachments[i]);

      g_list_store_append (*files, file);
    }
  return draft != NULL && *draft->text != '\0' ? g_strdup (draft->text) : NULL;
}

static CabinetDraft *
draft_new (CabinetConversation *self, const char *thread, const char *text, GListModel *files)
{
  CabinetDraft *draft = g_object_new (CABINET_TYPE_DRAFT, NULL);
  guint n = files != NULL ? g_list_model_get_n_items (files) : 0;

  draft->account = g_strdup (self->id);
  draft->subject = g_strdup (thread != NULL ? thread : "");
  draft->text = g_strdup (text != NULL ? text : "");
  g_strfreev (draft->attachments);
  draft->attachments = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    draft->attachments[i] = g_file_get_uri (cabinet_list_peek (files, i));
  draft->updated_at = cabinet_instant_now ();
  return draft;
}

static gboolean
is_same (CabinetDraft *before, CabinetDraft *draft)
{
  if (before == NULL)
    return *draft->text == '\0' && draft->attachments[0] == NULL;
  return g_str_equal (before->text, draft->text)
         && g_strv_equal ((const char *const *) before->attachments,
                          (const char *const *) draft->attachments);
}

/**
 * cabinet_conversation_save_draft:
 * @thread: (nullable): the id of a thread; %NULL = a new one
 * @text: (nullable): what was typed
 * @files: (nullable) (element-type GFile): what was chosen to go with it
 *
 * Keeps it; with neither text nor files forgets it.
 */
void
cabinet_conversation_save_draft (CabinetConversation *self,
                                 const char *thread,
                                 const char *text,
                                 GListModel *files)
{
  g_autoptr (CabinetDraft) before = NULL;
  g_autoptr (CabinetDraft) draft = NULL;
  CabinetJournal *journal;

  g_return_if_fail (CABINET_IS_CONVERSATION (self));

  if (self->ended || self->core->closed)
    return;
  before = load (self, thread);
  draft = draft_new (self, thread, text, files);
  if (is_same (before, draft))
    return;
  g_hash_table_insert (self->drafts, g_strdup (draft->subject), g_object_ref (draft));
  journal = cabinet_core_get_journal (self->core, NULL);
  if (journal != NULL)
    cabinet_journal_save_draft_async (journal, draft, NULL, NULL, NULL);
}
