/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* The client's keys of changes (the draft on the Idempotency-Key header): a change that is asked for again
 * under the key of its first request gets that request's answer, and is not made again. Handlers know nothing
 * of it; what they answer is kept in the transaction of their effect. */

gboolean demo_keys_begin (DemoExchange *x);
void demo_keys_end (DemoExchange *x);

/* The control door: from here on a request with @key is still being worked on, or is not any more. */
void demo_keys_hold (DemoWorld *world, const char *key, gboolean hold);

G_END_DECLS
