/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

#include "cabinet-message.h"

G_BEGIN_DECLS

/* Something that was said before the data were made. */
typedef struct
{
  int days_ago; /* before the day of the talk's end */
  int minute;   /* of the day, local */
  CabinetMessageAuthor from;
  DemoText text;
  const char *file; /* NULL = none; a name in files/ */
} DemoSaying;

#define DEMO_MAX_SAYINGS 8

/* A conversation of the demo subscriber. A chat has no subject. */
typedef struct
{
  int days_ago; /* of its last day; 0 = the latest day on which all of it is past */
  DemoText subject;
  CabinetThreadState state;
  DemoSaying sayings[DEMO_MAX_SAYINGS]; /* end with an empty text */
} DemoTalk;

/* When one of a week's days is worked, minutes from midnight in the provider's zone. */
typedef struct
{
  int opens;
  int closes; /* 0 = a day off */
} DemoHours;

/* The support of a tenant: who answers messages, and when (H1, H3, H4, H6). */
typedef struct
{
  const char *tenant;
  CabinetThreadStyle style;
  DemoHours weekdays;
  DemoHours saturday;
  DemoHours sunday;
  int usual_minutes;
  DemoText words;
  DemoText urgent; /* what to do when nobody reads */
  DemoText author;
  const DemoTalk *talks; /* end with an empty first saying */
} DemoSupport;

#define DEMO_MAX_CHARACTERS 4000
#define DEMO_MAX_SUBJECT 200
#define DEMO_MAX_FILES 5
#define DEMO_MAX_FILE_BYTES (5 * 1024 * 1024)

extern const DemoSupport demo_supports[]; /* end with a NULL tenant */

const DemoSupport *demo_support_find (const DemoTenant *tenant);
gboolean demo_support_is_open (const DemoSupport *self, GTimeZone *zone, CabinetInstant at);
CabinetInstant demo_support_get_closing (const DemoSupport *self, GTimeZone *zone, CabinetInstant at);
CabinetInstant demo_support_get_opening (const DemoSupport *self, GTimeZone *zone, CabinetInstant at);
CabinetInstant
demo_support_get_due (const DemoSupport *self, GTimeZone *zone, CabinetInstant at, gint64 delay);
CabinetSupportHours *
demo_support_to_record (const DemoSupport *self, GTimeZone *zone, CabinetInstant now, DemoLanguage language);
gboolean demo_support_takes_file (const char *type);

G_END_DECLS
