/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A request in a form in which two that ask the same are equal as text; see Player for what is compared.
 * @type: the Content-Type of the body, or NULL. */
char *player_make_question (const char *method, const char *target, const char *type, const char *body);

G_END_DECLS
