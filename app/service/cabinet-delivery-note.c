/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-change.h"
#include "cabinet-delivery.h"
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
