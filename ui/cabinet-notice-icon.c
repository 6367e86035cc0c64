/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-notice-icon.h"

const char *
cabinet_notice_kind_get_icon_name (CabinetNoticeKind kind)
{
  switch (kind)
    {
    case CABINET_NOTICE_KIND_WORKS:
      return "cabinet-service-symbolic";
    case CABINET_NOTICE_KIND_OUTAGE:
      return "cabinet-offline-symbolic";
    case CABINET_NOTICE_KIND_PRICE_CHANGE:
      return "cabinet-wallet-symbolic";
    case CABINET_NOTICE_KIND_IMPORTANT:
      return "cabinet-warning-symbolic";
    case CABINET_NOTICE_KIND_NEWS:
    case CABINET_NOTICE_KIND_OFFER:
    case CABINET_NOTICE_KIND_UNKNOWN:
    default:
      return "cabinet-info-symbolic";
    }
}
