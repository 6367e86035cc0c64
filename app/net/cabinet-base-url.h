/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cabinet_base_url_check (const char *base_url, gboolean *loopback, GError **error);

G_END_DECLS
