/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One try: a message is sent and its answer read. */
typedef struct
{
  SoupMessage *message;
  gboolean conditional; /* 304 is an answer */
  gboolean foreign;     /* whatever its kind, the body is read */
  gboolean left;        /* the request, or a part of it, may have reached the server */
  GBytes *body;         /* NULL until it is read; of a refusal that is too long it stays NULL */
} CabinetExchange;

CabinetExchange *cabinet_exchange_new (SoupMessage *message, gboolean conditional);
void cabinet_exchange_free (CabinetExchange *self);
gsize cabinet_exchange_get_traffic (CabinetExchange *self);

void cabinet_exchange_run_async (CabinetExchange *self,
                                 SoupSession *session,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean cabinet_exchange_run_finish (CabinetExchange *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetExchange, cabinet_exchange_free)

G_END_DECLS
