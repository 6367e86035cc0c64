/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* Finds out which system answers at an address that a person has typed: public questions only. Nothing that
 * the person knows is sent. */
void cabinet_detect_async (const char *address,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* (transfer full) (nullable): who it says it is, with connector and base_url; errors as of a read, or INPUT
 */
CabinetProviderInfo *cabinet_detect_finish (GAsyncResult *result, GError **error);

/* "ABillS", for "abills"; a name of its own is not translated. */
const char *cabinet_detect_get_system_name (const char *connector);

/* (transfer full): "CONNECTOR URL" for each place that is asked, the likeliest first; for the tests. */
char **cabinet_detect_list_places (const char *address);

G_END_DECLS
