/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* Whether a payment can be promised and the contract blocked: why not, as a word, NULL = it can; @reason:
 * (out) in words. */
const char *demo_promise_refusal (DemoExchange *x, const char **reason);
const char *demo_block_refusal (DemoExchange *x, const char **reason);
gboolean demo_promise_covers (DemoContract *contract, const DemoPromise *promise);
int demo_block_days_left (DemoContract *contract, CabinetDate date);
CabinetCapabilityAnswer demo_offer_answer (const char *code);

G_END_DECLS
