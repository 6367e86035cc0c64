/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"
#include "demo-payment.h"

G_BEGIN_DECLS

/* What the provider "sends": SMS and e-mails, to be read at /outbox and /TENANT/outbox. */
void demo_mail_send_code (
  DemoWorld *world, const DemoTenant *tenant, const char *phone, const char *code, DemoLanguage language);
void demo_mail_send_password (DemoWorld *world, DemoPayment *payment);
void demo_mail_send_receipt (DemoWorld *world, DemoContract *contract, DemoPayment *payment);
void demo_mail_handle (DemoExchange *x);

G_END_DECLS
