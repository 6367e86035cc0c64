/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-contract-page.h"

G_BEGIN_DECLS

/* What the provider says to a contract: news, works, prices, offers (I2, I3), with read marks. It is there
 * without a network.
 *
 * Properties: account, narrow. Actions: news.refresh, news.mark-all. */
#define CABINET_TYPE_NEWS_PAGE (cabinet_news_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetNewsPage, cabinet_news_page, CABINET, NEWS_PAGE, CabinetContractPage)

GtkWidget *cabinet_news_page_new (CabinetAccount *account);

G_END_DECLS
