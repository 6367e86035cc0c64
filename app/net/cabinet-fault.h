/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cabinet-http.h"

G_BEGIN_DECLS

#define CABINET_LARGEST_BODY (8 * 1024 * 1024)
#define CABINET_LARGEST_PROBLEM (64 * 1024)

CabinetInstant cabinet_fault_get_server_time (SoupMessage *message);
gint64 cabinet_fault_get_retry_after (SoupMessage *message);
GError *cabinet_fault_from_transport (const GError *cause, gboolean *hopeless);
GError *cabinet_fault_from_head (SoupMessage *message, gboolean conditional, gboolean foreign);
GError *cabinet_fault_from_refusal (SoupMessage *message, gboolean is_signed, GBytes *body);
GError *cabinet_fault_new_too_long (void);
GError *cabinet_fault_new_timeout (void);

G_END_DECLS
