/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider.h"

G_BEGIN_DECLS

/* Calls and waits. */
CabinetReply *
provider_call (CabinetProvider *provider, CabinetOp op, const CabinetCall *call, GError **error);

/* The same for a call that must succeed or must fail. */
CabinetReply *provider_call_good (CabinetProvider *provider, CabinetOp op, const CabinetCall *call);
void provider_call_bad (
  CabinetProvider *provider, CabinetOp op, const CabinetCall *call, CabinetError kind, const char *code);

G_END_DECLS
