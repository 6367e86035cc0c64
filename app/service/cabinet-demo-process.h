/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cabinet-error.h"

G_BEGIN_DECLS

/* The demo that Cabinet starts itself: one cabinet-demo a process of ours, on a free loopback port, its data
 * kept in @folder/demo.db. Started when first asked for, started again if it dies, ended with us. */
#define CABINET_TYPE_DEMO_PROCESS (cabinet_demo_process_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDemoProcess, cabinet_demo_process, CABINET, DEMO_PROCESS, GObject)

CabinetDemoProcess *cabinet_demo_process_new (const char *folder);
void cabinet_demo_process_ensure_async (CabinetDemoProcess *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
char *cabinet_demo_process_ensure_finish (CabinetDemoProcess *self, GAsyncResult *result, GError **error);
const char *cabinet_demo_process_get_identifier (CabinetDemoProcess *self); /* process id, or NULL */
void cabinet_demo_process_stop (CabinetDemoProcess *self);

gboolean cabinet_demo_is_address (const char *base_url);
char *cabinet_demo_find_program (void);

G_END_DECLS
