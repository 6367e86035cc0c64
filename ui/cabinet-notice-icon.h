/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-notice.h"

G_BEGIN_DECLS

/* The same in the bar and on the page of news. */
const char *cabinet_notice_kind_get_icon_name (CabinetNoticeKind kind);

G_END_DECLS
