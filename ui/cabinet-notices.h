/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-notice-bar.h"

G_BEGIN_DECLS

/* What must be said about a contract before its page is read, by urgency. @account is nullable. */
void cabinet_notices_show_trouble (CabinetNoticeBar *bar, CabinetAccount *account);
void cabinet_notices_show_note (CabinetNoticeBar *bar, CabinetAccount *account, gboolean tell_demo);

G_END_DECLS
