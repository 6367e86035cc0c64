/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cabinet-exchange.h"
#include "cabinet-http.h"
#include "cabinet-token-wait.h"

G_BEGIN_DECLS

struct _CabinetHttp
{
  GObject parent_instance;

  char *base_url; /* without a slash at its end */
  SoupSession *session;
  GWeakRef authorizer;
  CabinetSigner signer;
  CabinetTokenWait *renewal;
  guint timeout;     /* milliseconds for a request with all its tries */
  guint retry_delay; /* milliseconds: the longest first pause between tries */
  guint64 requests;
  guint64 bytes;
};

void cabinet_http_count (CabinetHttp *self, CabinetExchange *exchange);

/* The answer of a try as a value; a large body is parsed in a worker thread. */
void cabinet_answer_parse_async (CabinetExchange *exchange,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CabinetResponse *cabinet_answer_parse_finish (GAsyncResult *result, GError **error);

G_END_DECLS
