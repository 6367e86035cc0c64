/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"
#include "demo-threads.h"

#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* Who writes to support without signing in (H5): a name, a session, a conversation, and nothing else. */
void demo_guest_let_in (DemoExchange *exchange, CabinetSignInRequest *request);
/* Tells the operator, and the guest, who writes. */
void demo_guest_introduce (DemoWorld *world, DemoContract *contract, DemoThread *thread);

G_END_DECLS
