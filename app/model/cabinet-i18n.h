/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets the locale from the environment and binds Cabinet's translations to it: each program's first call.
 * The environment variable CABINET_LOCALE_DIR names another folder of translations, so that a program runs
 * translated before it is installed. Where the environment asks for a language whose locale the system has
 * not generated, the translations are used all the same (glibc gives none in the plain C locale). */
void cabinet_init_i18n (void);

G_END_DECLS
