/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-card.h"
#include "demo-html.h"

G_BEGIN_DECLS

/* What a page shows beside its payment. */
typedef struct
{
  DemoExchange *x;
  DemoPayment *payment;
  DemoContract *contract;
  DemoLanguage language;
  gboolean stale;             /* a form came that was used up before */
  const DemoTypedCard *typed; /* what is wrong with what was typed; NULL = nothing was */
  const char *number;         /* as typed, to be typed no second time */
  const char *expiry;
  const char *name;
  gboolean wrong_password;
} DemoPayView;

void demo_pay_html_reply (DemoPayView *view, int status);
void demo_pay_html_reply_missing (DemoExchange *x, DemoLanguage language);

G_END_DECLS
