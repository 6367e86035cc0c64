/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-window.h"

G_BEGIN_DECLS

/* win.hide, win.remove, win.rename and win.unlock: what is asked about the contract that is shown. */
void cabinet_window_choose_page (CabinetWindow *window, CabinetAccount *account, const char *page);
void cabinet_window_add_contract_actions (CabinetWindow *window);

G_END_DECLS
