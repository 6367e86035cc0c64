/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* Sessions: a family of tokens from a sign-in to its end. Access tokens live 15 minutes, refresh tokens 30
 * days; a refresh token that was traded works 60 s longer, since its answer may have been lost; after that
 * its use means that somebody has a copy, and the family ends. */

char *demo_token_new (void);
gint64 demo_family_new (
  DemoWorld *world, const DemoTenant *tenant, const char *category, const char *login, gint64 contract);
CabinetSession *demo_family_issue (DemoWorld *world, gint64 family, gboolean password_temporary);
void demo_family_end (DemoWorld *world, gint64 family);
gint64 demo_family_load (DemoWorld *world, gint64 family, char **category, char **login);
gboolean demo_family_is_guest (DemoWorld *world, gint64 family);
GArray *demo_family_list_contracts (DemoWorld *world, const DemoTenant *tenant, gint64 family);
gboolean
demo_family_has_contract (DemoWorld *world, const DemoTenant *tenant, gint64 family, gint64 contract);

gint64 demo_tokens_check_access (DemoWorld *world, const DemoTenant *tenant, const char *token);
gint64 demo_tokens_trade (DemoWorld *world, const DemoTenant *tenant, const char *refresh_token);

/* For the control door. */
void demo_tokens_expire (DemoWorld *world);
void demo_tokens_revoke (DemoWorld *world);
char **demo_tokens_list_live (DemoWorld *world);

G_END_DECLS
