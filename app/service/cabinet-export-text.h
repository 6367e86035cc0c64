/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as one line: control characters become spaces, and at most so many characters and bytes are left,
 * whole ones. (transfer full) */
char *cabinet_export_clip (const char *text, glong max_characters, gsize max_bytes);

G_END_DECLS
