/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"
#include "cabinet-outbox.h"
#include "cabinet-top-ups.h"

G_BEGIN_DECLS

struct _CabinetTopUps
{
  GObject parent_instance;

  CabinetAccount *account; /* weak */
  CabinetCore *core;
  char *id;
  GListStore *items;   /* of CabinetTopUp, newest first */
  GListStore *methods; /* of CabinetPaymentMethod */
  char *email;
  CabinetInstant read_at;
  GError *error; /* of the last refresh */
  guint refreshing;
  gboolean loaded;
  gboolean redeeming;  /* a card is on its way */
  GHashTable *working; /* keys of rows that a delivery is under way for */
};

/* What is known of @self has changed: a record was read, or its row moved on. Both are nullable. */
CabinetTopUp *cabinet_top_up_new (CabinetAccount *account, CabinetPayment *payment, CabinetOutboxItem *item);
void cabinet_top_up_take (CabinetTopUp *self, CabinetPayment *payment, CabinetOutboxItem *item);
CabinetOutboxItem *cabinet_top_up_get_item (CabinetTopUp *self);
const char *cabinet_top_up_get_id (CabinetTopUp *self); /* of the payment; NULL = not known */

/* Shows what archive and outbox hold now. */
void cabinet_top_ups_load (CabinetTopUps *self);
/* A payment was read: keeps it, shows it, and follows what it means for the balance. */
void cabinet_top_ups_take_payment (CabinetTopUps *self, CabinetPayment *payment);
void cabinet_top_ups_changed (CabinetTopUps *self);
void cabinet_top_ups_begin_refresh (CabinetTopUps *self);
void cabinet_top_ups_end_refresh (CabinetTopUps *self, const GError *error);

/* Whether a row of the outbox waits for an answer; a short read of the journal. */
gboolean cabinet_account_has_pending_payments (CabinetAccount *account);

G_END_DECLS
