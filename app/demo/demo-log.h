/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The exchanges, one JSON object a line, passwords, codes and tokens replaced by "***": what the document is
 * checked against (tests/tools/validate-exchanges.mjs). */
typedef struct _DemoLog DemoLog;

DemoLog *demo_log_open (const char *file, GError **error);
void demo_log_close (DemoLog *self);
void demo_log_write (DemoLog *self, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoLog, demo_log_close)

G_END_DECLS
