/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"
#include "demo-log.h"

G_BEGIN_DECLS

/* The questions that wait for an event. None holds a transaction: the answer is made anew when it is due. */
DemoWatch *demo_watch_new (DemoWorld *world, DemoLog *log);
void demo_watch_free (DemoWatch *self);
void demo_watch_wake (DemoWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoWatch, demo_watch_free)

G_END_DECLS
