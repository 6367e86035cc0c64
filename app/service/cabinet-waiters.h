/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What runs once for all that ask: the tasks that wait for it, in an array that owns them. Each may stop
 * waiting; what runs is cancelled only when nobody waits any more. */

/**
 * cabinet_waiters_add:
 * @waiting: (element-type GTask): a field of @task's source object; NULL there = nothing runs
 * @running: another, which cancels what runs
 * @task: (transfer full): waits too
 */
void cabinet_waiters_add (GPtrArray **waiting, GCancellable **running, GTask *task);

/**
 * cabinet_waiters_answer:
 * @waiting: (element-type GTask): no field any more, so that who is answered may ask again
 * @error: (nullable): what all are told; else TRUE
 */
void cabinet_waiters_answer (GPtrArray *waiting, const GError *error);

G_END_DECLS
