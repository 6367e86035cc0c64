/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-catalogue.h"
#include "cabinet-change.h"
#include "cabinet-offer.h"

G_BEGIN_DECLS

/* What a contract has and could have: its tariffs, its services and the changes on their way. Kept in the
 * archive, so that it is there without a network; the getters answer at once from memory.
 *
 * Properties: account, read-at, refreshing, error (of the last refresh, boxed, nullable).
 * Signal: changed () after anything that is shown changed. */
#define CABINET_TYPE_PLAN (cabinet_plan_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPlan, cabinet_plan, CABINET, PLAN, GObject)

CabinetPlan *
cabinet_account_get_plan (CabinetAccount *account); /* (transfer none), made when first asked for */

CabinetAccount *cabinet_plan_get_account (CabinetPlan *self);
GListModel *cabinet_plan_get_tariffs (CabinetPlan *self);  /* of CabinetTariff */
GListModel *cabinet_plan_get_services (CabinetPlan *self); /* of CabinetService */
GListModel *
cabinet_plan_get_changes (CabinetPlan *self); /* of CabinetChange, not final ones first, newest first */
/* Whether a payment can be promised and the contract blocked, or why not; NULL = not offered, or never read.
 */
CabinetPromiseOffer *cabinet_plan_get_promise (CabinetPlan *self);
CabinetSuspensionOffer *cabinet_plan_get_suspension (CabinetPlan *self);
CabinetInstant cabinet_plan_get_read_at (CabinetPlan *self); /* 0 = never */
gboolean cabinet_plan_get_refreshing (CabinetPlan *self);
const GError *cabinet_plan_get_error (CabinetPlan *self);
CabinetTariff *cabinet_plan_get_current_tariff (CabinetPlan *self); /* nullable */

void cabinet_plan_refresh_async (CabinetPlan *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean cabinet_plan_refresh_finish (CabinetPlan *self, GAsyncResult *result, GError **error);

/* Before and after, side by side: the server's facts, and what rule and balance make of them (G3). */
#define CABINET_TYPE_CHANGE_OUTLOOK (cabinet_change_outlook_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChangeOutlook, cabinet_change_outlook, CABINET, CHANGE_OUTLOOK, GObject)

struct _CabinetChangeOutlook
{
  GObject parent_instance;

  CabinetChangeRequest *request;
  CabinetChangePreview *preview;
  CabinetDate runs_out_before; /* none = beyond two years, or not known */
  CabinetDate runs_out_after;
  CabinetMoney day_before; /* of the month of effect; only with daily charging */
  CabinetMoney day_after;
  CabinetDate due_until; /* what the sums to pay pay for */
  CabinetMoney credit;   /* what a promised payment lends; unset = the change is none */
  gboolean proof_needed; /* the preview says so, or an order was refused for want of it */
  char *key;             /* of that order, which is the one that goes again; private */
};

void cabinet_plan_preview_async (CabinetPlan *self,
                                 CabinetChangeRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CabinetChangeOutlook *cabinet_plan_preview_finish (CabinetPlan *self, GAsyncResult *result, GError **error);

/* Orders what @outlook has shown. @secret: the password typed again where outlook->proof_needed; NULL = the
 * kept one. Succeeds only when a read shows the change, or that it is on its way: the state of the result
 * says which. Errors: REFUSED ("preview-stale": show it again; "confirmation-needed": proof_needed is set by
 * now, order the same outlook again), AUTH (the password was wrong, or "password-needed": none is kept;
 * nothing was sent), UNCONFIRMED (sent, not confirmed: the row stays and is looked for again). */
void cabinet_plan_order_async (CabinetPlan *self,
                               CabinetChangeOutlook *outlook,
                               const char *secret,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void cabinet_plan_cancel_async (CabinetPlan *self,
                                CabinetChange *change,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
CabinetChange *cabinet_plan_change_finish (CabinetPlan *self, GAsyncResult *result, GError **error);

/* In words, for window and terminal alike (transfer full). */
/* What of a change is not as it was shown before, one line each: "A month: 910.00 ₽, was 890.00 ₽"; empty
 * = nothing, or the two are not of the same wish. */
char **
cabinet_change_outlook_dup_moved (CabinetChangeOutlook *self, CabinetChangeOutlook *was, CabinetDate today);
char *
cabinet_plan_dup_pending_words (CabinetPlan *self); /* "From 1 December: Dom 500"; NULL = nothing pends */
char *cabinet_plan_dup_unconfirmed_words (CabinetPlan *self);    /* sent, shown by no read yet; NULL = none */
char *cabinet_service_dup_price_words (CabinetService *service); /* "50,00 ₽ a month" */
char *cabinet_tariff_dup_price_words (CabinetTariff *tariff);    /* "690,00 ₽ a month" */
char *cabinet_service_dup_state_words (CabinetService *service); /* "connected", "from 1 December" */
char *cabinet_promise_choice_dup_words (CabinetPromiseChoice *choice);
char *cabinet_promise_offer_dup_state_words (CabinetPromiseOffer *offer); /* NULL = nothing is promised */
char *cabinet_suspension_offer_dup_state_words (CabinetSuspensionOffer *offer); /* NULL = no block */
char *cabinet_suspension_offer_dup_terms (CabinetSuspensionOffer *offer);       /* lines */

G_END_DECLS
