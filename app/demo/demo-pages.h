/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* What the demo shows to a browser, beside the API and no part of it: the processor's page at
 * /TENANT/pay/TOKEN, and what was "sent" at /outbox and /TENANT/outbox. */
gboolean demo_pages_handle (DemoExchange *x, const char *path);
char *demo_pages_dup_base (DemoExchange *x);

void demo_pay_page_handle (DemoExchange *x, const char *token);

G_END_DECLS
