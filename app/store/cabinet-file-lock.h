/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cabinet-error.h"

G_BEGIN_DECLS

/* A lock that one holder has at a time, among all processes (and within one). It is let go when it is
 * released or freed, and by the system when the process ends. */
#define CABINET_TYPE_FILE_LOCK (cabinet_file_lock_get_type ())
G_DECLARE_FINAL_TYPE (CabinetFileLock, cabinet_file_lock, CABINET, FILE_LOCK, GObject)

/* Waits for the lock on the file @path ("…/sign-in-ID.lock"; made 0600, with its folder, if missing), 10 s
 * at most: then CABINET_ERROR_STORAGE "busy". */
void cabinet_file_lock_acquire_async (const char *path,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
CabinetFileLock *cabinet_file_lock_acquire_finish (GAsyncResult *result, GError **error);
void cabinet_file_lock_release (CabinetFileLock *self);
void
cabinet_file_lock_remove (CabinetFileLock *self); /* deletes the file and releases: its sign-in is gone */

G_END_DECLS
