/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cabinet_redact_uri (GUri *uri);

G_END_DECLS
