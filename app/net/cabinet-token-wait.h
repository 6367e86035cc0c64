/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-http.h"

G_BEGIN_DECLS

/* The one renewal of a session that is under way, and the requests that wait for it. */
#define CABINET_TYPE_TOKEN_WAIT (cabinet_token_wait_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTokenWait, cabinet_token_wait, CABINET, TOKEN_WAIT, GObject)

CabinetTokenWait *cabinet_token_wait_new (void);
void cabinet_token_wait_run_async (CabinetTokenWait *self,
                                   CabinetAuthorizer *authorizer,
                                   const char *failed_token,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean cabinet_token_wait_run_finish (CabinetTokenWait *self, GAsyncResult *result, GError **error);

G_END_DECLS
