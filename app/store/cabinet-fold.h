/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cabinet_fold_text (const char *text);
GStrv cabinet_fold_words (const char *text);

G_END_DECLS
