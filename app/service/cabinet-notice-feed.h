/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-notice.h"

G_BEGIN_DECLS

/* What a provider says to a contract: a GListModel of CabinetNotice, newest first, expired ones left out.
 * There at once from the archive. Property: account, unread. */
#define CABINET_TYPE_NOTICE_FEED (cabinet_notice_feed_get_type ())
G_DECLARE_FINAL_TYPE (CabinetNoticeFeed, cabinet_notice_feed, CABINET, NOTICE_FEED, GObject)

CabinetNoticeFeed *cabinet_account_get_notice_feed (CabinetAccount *account); /* (transfer none) */

/* What a bar on the Overview should say now: the most urgent unread one; nullable. */
CabinetNotice *cabinet_notice_feed_get_urgent (CabinetNoticeFeed *self);
guint cabinet_notice_feed_get_unread (CabinetNoticeFeed *self);
CabinetInstant cabinet_notice_feed_get_read_at (CabinetNoticeFeed *self);

void cabinet_notice_feed_refresh_async (CabinetNoticeFeed *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean cabinet_notice_feed_refresh_finish (CabinetNoticeFeed *self, GAsyncResult *result, GError **error);
void cabinet_notice_feed_mark_read (CabinetNoticeFeed *self,
                                    CabinetNotice *notice); /* here at once, there when it can */

G_END_DECLS
