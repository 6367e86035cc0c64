/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-delivery.h"

#include "cabinet-archive-messages.h"
#include "cabinet-archive-payments.h"
#include "cabinet-archive-readings.h"
#include "cabinet-outbox-edit.h"

/* What is settled stays so long, for somebody who asks what became of it. */
#define KEPT (30 * G_TIME_SPAN_DAY)

/* What was refused waits for the person, who may send it anew. */
static gboolean
has_message (CabinetAccount *account, CabinetOutboxItem *item)
{
  g_autoptr (CabinetMessage) answer = cabinet_delivery_dup_answer (item);
  g_autoptr (CabinetMessage) archived = NULL;

  if (item->state == CABINET_OUTBOX_STATE_ABANDONED)
    return TRUE;
  if (answer == NULL || answer->thread == NULL)
    return FALSE;
  archived =
    cabinet_archive_lookup_message (account->core->archive, account->id, answer->thread, answer->id, NULL);
  return archived != NULL;
}

/* Without a final payment in the archive the row is the only trace of what was asked for. */
static gboolean
has_payment (CabinetAccount *account, CabinetOutboxItem *item)
{
  g_autoptr (CabinetPayment) answer = cabinet_delivery_dup_answer (item);
  g_autoptr (CabinetPayment) archived =
    answer != NULL ? cabinet_archive_lookup_payment (account->core->archive, account->id, answer->id, NULL)
                   : NULL;

  return archived != NULL && g_strcmp0 (archived->key, item->key) == 0 && cabinet_payment_is_final (archived);
}

/* The provider's own list, read since then, is the record of changes. */
static gboolean
has_read_changes (CabinetAccount *account, CabinetOutboxItem *item)
{
  CabinetInstant read_at;
  g_autoptr (CabinetChangeList) list = cabinet_archive_load_reading (
    account->core->archive, account->id, CABINET_RESOURCE_CHANGES, CABINET_TYPE_CHANGE_LIST, &read_at, NULL);

  return list != NULL && read_at > item->updated_at;
}

static gboolean
is_archived (CabinetAccount *account, CabinetOutboxItem *item)
{
  switch (item->kind)
    {
    case CABINET_OUTBOX_KIND_MESSAGE:
      return has_message (account, item);
    case CABINET_OUTBOX_KIND_PAYMENT:
      return has_payment (account, item);
    case CABINET_OUTBOX_KIND_CHANGE:
    case CABINET_OUTBOX_KIND_CANCEL:
      return has_read_changes (account, item);
    case CABINET_OUTBOX_KIND_UNKNOWN:
    default:
      return FALSE;
    }
}

void
cabinet_delivery_clear_settled (CabinetAccount *account, CabinetInstant now)
{
  CabinetJournal *journal = account->core->closed ? NULL : cabinet_core_get_journal (account->core, NULL);
  g_autoptr (GPtrArray) rows =
    journal != NULL ? cabinet_outbox_load (journal, account->id, TRUE, NULL) : NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (rows, i);

      if (cabinet_outbox_state_is_settled (item->state) && item->updated_at < now - KEPT
          && is_archived (account, item))
        g_ptr_array_add (keys, item->key);
    }
  if (keys->len > 0)
    cabinet_outbox_clear_async (journal, keys, now - KEPT, NULL, NULL, NULL);
}
