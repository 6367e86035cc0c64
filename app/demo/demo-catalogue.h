/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* What a contract could have, and whether it may. */
const char *demo_catalogue_refusal (DemoExchange *x, const char **reason);
CabinetCapabilityAnswer demo_catalogue_answer (const char *code);
CabinetDate demo_catalogue_back_from (DemoExchange *x);
const char *demo_catalogue_ends_by_itself (DemoLanguage language);
gint64 demo_catalogue_find_pending (DemoExchange *x, const char *target);

G_END_DECLS
