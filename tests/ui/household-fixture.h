/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-test.h"

G_BEGIN_DECLS

/* Two contracts, added as a person does, and the page of all of them. */
CabinetHousehold *household_get (UiTest *test);
/* Kept by the household. */
CabinetAccount *household_get_nth (UiTest *test, guint position);
guint household_count_shown (UiTest *test);
void household_wait_for (UiTest *test, guint n); /* shown */
/* The window shows what was added last, and it was read. */
gboolean household_is_added (UiTest *test);
void household_add_contract (UiTest *test, const char *provider, const char *field, const char *login);
/* Tomtel's in good standing, Telemir's in debt. */
void household_add_two (UiTest *test);
GtkWidget *household_find_page (UiTest *test); /* nullable */
void household_show_all (UiTest *test);

G_END_DECLS
