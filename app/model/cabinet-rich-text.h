/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cabinet_rich_text_to_plain (const char *text);

G_END_DECLS
