/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The digits of the balance that the static window shows. */
#define STATIC_WINDOW_DIGITS "31240"

/* What the window costs that cannot be saved: the same templates with as many rows, but constant texts and a
 * constant chart; no archive, no household, nothing computed. */
AdwApplication *static_application_new (void);
GtkWindow *static_window_new (GtkApplication *application, guint n_contracts);

G_END_DECLS
