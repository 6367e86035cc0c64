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

/* Requests. */
CabinetSignInRequest *provider_login_new (CabinetLoginKind kind, const char *login, const char *secret);
CabinetCardRequest *provider_card_new (const char *serial, const char *pin);
CabinetMessageRequest *provider_text_new (const char *text, const char *subject);
CabinetChangeRequest *
provider_change_new (CabinetChangeKind kind, const char *target, CabinetChangeWhen when);
CabinetPasswordRequest *provider_password_new (const char *old_password, const char *new_password);

/* Answers. */
CabinetCapability *provider_find_capability (CabinetCapabilityList *list, const char *name);
void provider_assert_sum (const CabinetMoney *money, const char *decimal, const char *currency);

G_END_DECLS
