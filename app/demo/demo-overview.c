/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-line.h"
#include "demo-payment.h"

static void
add_balances (DemoExchange *x, CabinetOverview *overview)
{
  static const DemoText main_account = DEMO_TEXT ("Main account", "Основной счёт");
  static const DemoText bonus_account = DEMO_TEXT ("Bonus points", "Бонусные баллы");
  DemoContract *contract = x->contract;
  g_autoptr (CabinetBalance) balance = g_object_new (CABINET_TYPE_BALANCE, NULL);

  balance->id = g_strdup ("main");
  balance->kind = CABINET_BALANCE_KIND_MAIN;
  balance->label = g_strdup (demo_text (&main_account, x->language));
  balance->amount = demo_contract_money (contract, contract->balance);
  if (demo_contract_credit_on (contract, overview->today) != 0)
    {
      balance->credit = demo_contract_money (contract, demo_contract_credit_on (contract, overview->today));
      balance->credit_until = demo_contract_credit_until (contract, overview->today);
    }
  g_list_store_append (overview->balances, balance);

  if (contract->situation->points != 0)
    {
      g_autoptr (CabinetBalance) bonus = g_object_new (CABINET_TYPE_BALANCE, NULL);

      bonus->id = g_strdup ("bonus");
      bonus->kind = CABINET_BALANCE_KIND_BONUS;
      bonus->label = g_strdup (demo_text (&bonus_account, x->language));
      bonus->points = demo_contract_get_points (x->world, contract);
      g_list_store_append (overview->balances, bonus);
    }
}

/* Weak: two readings that differ in nothing but the moment are the same news. */
static char *
make_etag (CabinetOverview *overview)
{
  CabinetInstant as_of = overview->as_of;
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;

  overview->as_of = 0;
  text = cabinet_record_encode_text (overview);
  overview->as_of = as_of;
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strdup_printf ("W/\"%.32s\"", digest);
}

void
demo_handle_overview (DemoExchange *x)
{
  g_autoptr (CabinetOverview) overview = g_object_new (CABINET_TYPE_OVERVIEW, NULL);
  DemoContract *contract = x->contract;
  g_autofree char *etag = NULL;

  overview->as_of = demo_clock_now (&x->world->clock) / DEMO_SECOND * DEMO_SECOND;
  overview->today = demo_contract_today (x->world, contract);
  overview->line = demo_line_new (x->world, contract, overview->today);
  demo_payments_hold_line (x->world, contract, overview->line);
  overview->rule = demo_tenant_new_rule (contract->tenant, x->language);
  g_object_unref (overview->services);
  overview->services = demo_services_new (contract, overview->line, overview->today, x->language);
  overview->tariff =
    g_strdup (demo_text (&demo_contract_tariff_on (contract, overview->today)->title, x->language));
  g_object_unref (overview->pending);
  overview->pending = demo_pending_new (contract, overview->line, overview->today, x->language);
  add_balances (x, overview);
  if (overview->line->state != CABINET_LINE_STATE_CLOSED)
    overview->due = demo_due_new (contract, overview->line, contract->balance, overview->today, x->language);
  demo_next_charges_add (contract, overview->line, overview->today, x->language, overview->next_charges);

  etag = make_etag (overview);
  demo_exchange_reply_tagged (x, overview, etag);
}
