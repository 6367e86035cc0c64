/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-application.h"

G_BEGIN_DECLS

/* Left the household, right the pages of the chosen contract, or all contracts; when narrow one of them at a
 * time.
 *
 * Actions: win.add-contract, win.all-contracts, win.back, win.find, win.find-in-all, win.hide, win.refresh,
 * win.refresh-all, win.remove, win.rename, win.retry-open, win.show-page("overview" | "statement"),
 * win.sign-in-again, win.switch-contract(0…), win.unlock. */
#define CABINET_TYPE_WINDOW (cabinet_window_get_type ())
G_DECLARE_FINAL_TYPE (CabinetWindow, cabinet_window, CABINET, WINDOW, AdwApplicationWindow)

GtkWidget *cabinet_window_new (CabinetApplication *application);
CabinetAccount *cabinet_window_get_account (CabinetWindow *self);
void cabinet_window_choose (CabinetWindow *self, CabinetAccount *account);

G_END_DECLS
