/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-delivery.h"

#include <glib/gi18n-lib.h>

#include "cabinet-change.h"
#include "cabinet-message.h"
#include "cabinet-payment.h"

static const char *
get_key (gpointer record)
{
  if (CABINET_IS_CHANGE (record))
    return CABINET_CHANGE (record)->key;
  if (CABINET_IS_PAYMENT (record))
    return CABINET_PAYMENT (record)->key;
  return CABINET_IS_MESSAGE (record) ? CABINET_MESSAGE (record)->key : NULL;
}

/**
 * cabinet_delivery_note_shown:
 * @account: whose
 * @record: a Change, Payment or Message that a read of @account showed
 *
 * If it is of a row of the outbox that is not settled, the row takes its state; unless a process has that row
 * just now, which will see for itself.
 */
void
cabinet_delivery_note_shown (CabinetAccount *account, gpointer record)
{
  const char *key = get_key (record);
  CabinetJournal *journal = key != NULL ? cabinet_core_get_journal (account->core, NULL) : NULL;
  g_autoptr (CabinetOutboxItem) item = NULL;

  if (journal == NULL)
    return;
  item = cabinet_outbox_lookup (journal, key, NULL);
  if (item == NULL || cabinet_outbox_state_is_settled (item->state)
      || g_strcmp0 (item->account, account->id) != 0)
    return;
  cabinet_delivery_take_record (item, record);
  item->state = cabinet_delivery_state_of (record);
  item->updated_at = cabinet_instant_now ();
  g_clear_pointer (&item->lease, g_free);
  cabinet_outbox_save_async (journal, item, NULL, NULL, NULL);
}

/**
 * cabinet_account_dup_unsettled_words:
 * @self: a contract that a person wants to remove
 *
 * Removing forgets all but the key of what may have reached the provider.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL = everything is settled
 */
char *
cabinet_account_dup_unsettled_words (CabinetAccount *self)
{
  CabinetJournal *journal = cabinet_core_get_journal (self->core, NULL);
  g_autoptr (GPtrArray) items = journal != NULL ? cabinet_outbox_load (journal, self->id, FALSE, NULL) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    switch (((CabinetOutboxItem *) g_ptr_array_index (items, i))->kind)
      {
      case CABINET_OUTBOX_KIND_PAYMENT:
        return g_strdup (_ ("A payment of this contract is still on its way. It goes on at the provider, and "
                            "can then be seen only there."));
      case CABINET_OUTBOX_KIND_CHANGE:
      case CABINET_OUTBOX_KIND_CANCEL:
        return g_strdup (_ ("A change of this contract is still on its way. It goes on at the provider, and "
                            "can then be seen only there."));
      case CABINET_OUTBOX_KIND_MESSAGE:
        return g_strdup (_ ("A message to support has not left yet. It will not be sent any more."));
      case CABINET_OUTBOX_KIND_UNKNOWN:
        break;
      }
  return NULL;
}

/**
 * cabinet_delivery_note_undone:
 * @item: a row whose request has left, and that nothing came of
 *
 * Says so in it.
 */
void
cabinet_delivery_note_undone (CabinetOutboxItem *item)
{
  g_autoptr (GError) error =
    cabinet_error_new (CABINET_ERROR_REFUSED, "not-done", "%s",
                       _ ("The provider does not show it, so it was not done. You can ask for it again."));

  cabinet_delivery_note_error (item, error);
}

/**
 * cabinet_delivery_note_made:
 * @item: a row that was to cancel a change
 *
 * Says in it that the change has been made instead.
 */
void
cabinet_delivery_note_made (CabinetOutboxItem *item)
{
  g_autoptr (GError) error = cabinet_error_new (CABINET_ERROR_REFUSED, "already", "%s",
                                                _ ("The change has been made already: it was not cancelled"));

  cabinet_delivery_note_error (item, error);
}
