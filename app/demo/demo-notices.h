/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

#include "cabinet-notice.h"

G_BEGIN_DECLS

/* A moment of the four weeks that a tenant's notices are made for: days from their beginning, and the minute
 * of that day, local. */
typedef struct
{
  int day;
  int minute;
} DemoMoment;

#define DEMO_NEVER \
  {                \
    0, -1          \
  }

/* Something that a tenant says to all its subscribers. */
typedef struct
{
  const char *id;
  CabinetNoticeKind kind;
  DemoMoment at;
  DemoMoment starts;
  DemoMoment ends;
  DemoMoment expires;
  int effective_months; /* on the 1st, so many months later; 0 = no change of price */
  DemoText title;
  DemoText text;
} DemoNotice;

typedef struct
{
  const char *tenant;
  const DemoNotice *notices; /* end with a NULL id */
} DemoNotices;

extern const DemoNotices demo_notices[]; /* end with a NULL tenant */

void demo_notices_work (DemoWorld *world);

G_END_DECLS
