/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-catalogue.h"
#include "demo-tokens.h"

void
demo_handle_provider (DemoExchange *x)
{
  demo_exchange_reply (x, 200, demo_tenant_get_info (x->tenant, x->language));
}

void
demo_handle_contracts (DemoExchange *x)
{
  g_autoptr (CabinetContractList) list = g_object_new (CABINET_TYPE_CONTRACT_LIST, NULL);
  g_autoptr (GArray) rows = demo_contracts_of_login (x->world, x->tenant, x->category, x->login);
  g_autofree char *category = NULL;
  g_autofree char *login = NULL;
  gint64 chosen = demo_family_load (x->world, x->family, &category, &login);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (DemoContract) contract = demo_contract_load (x->world, g_array_index (rows, gint64, i));
      g_autoptr (CabinetContract) record = NULL;

      if (chosen != 0 && chosen != contract->row)
        continue;
      record = demo_contract_to_record (x->world, contract, x->language);
      g_list_store_append (list->contracts, record);
    }
  demo_exchange_reply (x, 200, list);
}

/* As the ways to pay say it. */
static void
add_pay (DemoExchange *x, CabinetCapabilityList *list)
{
  g_autoptr (CabinetPaymentMethod) usual = demo_payment_method_new (x, x->tenant->ways);

  cabinet_capability_list_add (list, "pay", usual->available, usual->code, usual->reason);
}

/* As the catalogue says it. What was ordered can be cancelled whatever the balance. */
static void
add_changes (DemoExchange *x, CabinetCapabilityList *list)
{
  const char *reason;
  const char *code = demo_catalogue_refusal (x, &reason);
  CabinetCapabilityAnswer answer = demo_catalogue_answer (code);

  cabinet_capability_list_add (list, "tariff.change", answer, code, reason);
  cabinet_capability_list_add (list, "service.switch", answer, code, reason);
  if (answer == CABINET_CAPABILITY_ANSWER_NOT_NOW)
    cabinet_capability_list_add (list, "change.cancel", CABINET_CAPABILITY_ANSWER_YES, NULL, NULL);
  else
    cabinet_capability_list_add (list, "change.cancel", answer, code, reason);
}

/* Whether an offer can be taken now stands in the offer; here, whether there is one for such a contract. */
static void
add_offer (DemoExchange *x, CabinetCapabilityList *list, const char *name, gboolean offered)
{
  static const DemoText not_offered =
    DEMO_TEXT ("Not offered in this cabinet", "В этом кабинете не предлагается");
  const char *reason;
  const char *code = demo_catalogue_refusal (x, &reason);
  CabinetCapabilityAnswer answer = demo_catalogue_answer (code);

  if (!offered)
    cabinet_capability_list_add (list, name, CABINET_CAPABILITY_ANSWER_NO, "not_offered",
                                 demo_text (&not_offered, x->language));
  else if (answer == CABINET_CAPABILITY_ANSWER_NOT_NOW)
    cabinet_capability_list_add (list, name, CABINET_CAPABILITY_ANSWER_YES, NULL, NULL);
  else
    cabinet_capability_list_add (list, name, answer, code, reason);
}

static void
reply_for_guest (DemoExchange *x)
{
  static const DemoText signed_out = DEMO_TEXT ("Not without signing in", "Без входа нельзя");
  static const char *const allowed[] = { "chat", "chat.attach" };
  static const char *const refused[] = { "statement", "tariffs",       "services",       "notices",
                                         "pay",       "tariff.change", "service.switch", "change.cancel",
                                         "promise",   "suspend" };
  g_autoptr (CabinetCapabilityList) list = g_object_new (CABINET_TYPE_CAPABILITY_LIST, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    cabinet_capability_list_add (list, allowed[i], CABINET_CAPABILITY_ANSWER_YES, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    cabinet_capability_list_add (list, refused[i], CABINET_CAPABILITY_ANSWER_NO, "not_for_guests",
                                 demo_text (&signed_out, x->language));
  demo_exchange_reply (x, 200, list);
}

/* What version 1 of the API has no operations for is told as "no", so that no client guesses. */
void
demo_handle_capabilities (DemoExchange *x)
{
  static const char *const always[] = {
    "statement", "tariffs", "services", "chat", "chat.attach", "notices"
  };
  g_autoptr (CabinetCapabilityList) list = g_object_new (CABINET_TYPE_CAPABILITY_LIST, NULL);

  if (x->contract->guest != NULL)
    {
      reply_for_guest (x);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    cabinet_capability_list_add (list, always[i], CABINET_CAPABILITY_ANSWER_YES, NULL, NULL);
  add_pay (x, list);
  add_changes (x, list);
  add_offer (x, list, "promise", x->tenant->promises != NULL);
  add_offer (x, list, "suspend", x->tenant->blocks != NULL);
  add_offer (x, list, "documents", FALSE);
  demo_exchange_reply (x, 200, list);
}
