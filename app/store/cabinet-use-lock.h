/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who uses the files of a folder holds it with others; who replaces one of them holds it alone. The system
 * lets it go when the process ends. */
typedef struct _CabinetUseLock CabinetUseLock;

/* Waits some seconds for one who holds it alone, then CABINET_ERROR_STORAGE "busy". @path is made if missing;
 * where that is not possible nothing can be replaced either, and nothing is locked. */
CabinetUseLock *cabinet_use_lock_new (const char *path, GError **error);
void cabinet_use_lock_free (CabinetUseLock *self);
gboolean cabinet_use_lock_hold_alone (CabinetUseLock *self); /* FALSE: others hold it, too */
void cabinet_use_lock_share (CabinetUseLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetUseLock, cabinet_use_lock_free)

G_END_DECLS
