/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-notice.h"

G_BEGIN_DECLS

const char *cabinet_notice_kind_get_words (CabinetNoticeKind kind);
char *cabinet_notice_dup_time_words (CabinetNotice *notice, CabinetAccount *account);

G_END_DECLS
