/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"

G_BEGIN_DECLS

typedef enum
{
  CABINET_CALENDAR_UNKNOWN,
  CABINET_CALENDAR_CHARGE,     /* known in advance */
  CABINET_CALENDAR_CHANGE,     /* ordered, begins to act */
  CABINET_CALENDAR_PROMISE,    /* the last day of a promised payment */
  CABINET_CALENDAR_SUSPENSION, /* a block at one's own wish */
  CABINET_CALENDAR_WORKS,
  CABINET_CALENDAR_OUTAGE,
  CABINET_CALENDAR_PRICE_CHANGE,
} CabinetCalendarKind;

#define CABINET_TYPE_CALENDAR_KIND (cabinet_calendar_kind_get_type ())
GType cabinet_calendar_kind_get_type (void);

/* Something of a contract that has a day. */
typedef struct
{
  CabinetCalendarKind kind;
  CabinetDate date;
  CabinetDate until;        /* its last day; none = that day only, or open */
  CabinetInstant starts_at; /* of works; 0 = not told */
  CabinetInstant ends_at;
  char *title;
  CabinetMoney amount; /* of a charge: negative; not set = no sum */
} CabinetCalendarEntry;

/* What lies before a contract, from today on, earliest first, from what was last read of it: known charges,
 * changes, blocks, works. (element-type CabinetCalendarEntry) */
GPtrArray *cabinet_account_list_calendar (CabinetAccount *account);

G_END_DECLS
