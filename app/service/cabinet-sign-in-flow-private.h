/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household-private.h"

G_BEGIN_DECLS

struct _CabinetSignInFlow
{
  GObject parent_instance;

  CabinetHousehold *household;
  CabinetProviderInfo *descriptor;
  char *base_url;
  CabinetAccount *again; /* the contract that needs a session; NULL = a new one is added */
  char *label;
  gboolean remember;
  gboolean require_keyring;
  char *wanted_contract; /* its number; NULL = all */

  CabinetSignInRequest *request;
  CabinetSignIn *sign_in; /* not of the household before the session stands */
  char *step_id;
  GPtrArray *accounts; /* of CabinetAccount: what was added, or signed in again */
  GError *keyring_error;
};

/* After the session: reads who and what it opens, keeps it, reads the first overview. The steps of
 * cabinet-sign-in-keep.c. @task returns @step. Takes @task. */
void cabinet_sign_in_keep (GTask *task, CabinetSignInStep *step);

/* The accounts to add for @contracts (cabinet-sign-in-contracts.c). */
GPtrArray *cabinet_sign_in_choose_contracts (CabinetSignInFlow *self,
                                             CabinetContractList *contracts,
                                             CabinetStoredSignIn *stored,
                                             GPtrArray *ids,
                                             GError **error);

G_END_DECLS
