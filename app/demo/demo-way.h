/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-text.h"

#include "cabinet-payment.h"

G_BEGIN_DECLS

/* A way to pay, as a tenant offers it (F1-F5, F11, F15). All sums are kopecks. */
typedef struct
{
  const char *id;
  CabinetPaymentKind kind;
  DemoText title;
  DemoText details;
  const char *systems[5]; /* of cards, ends with NULL */
  DemoText processor;     /* empty = nobody beside the provider */
  const char *processor_phone;
  gint64 min;
  gint64 max;
  gboolean whole_units;
  gint64 fee_fixed;
  gint64 fee_hundredths; /* of a per cent */
  int usual_seconds;     /* from paid to credited; 0 = at once, without a page */
  int page_minutes;      /* how long the page may be paid */
} DemoWay;

extern const DemoWay demo_ways_tomtel[];
extern const DemoWay demo_ways_telemir[];
extern const DemoWay demo_ways_tctr[];
extern const DemoWay demo_ways_centra[];
extern const DemoWay demo_ways_mts[];

/* The subscriber's address for receipts is invented from the number of the contract. */
char *demo_way_dup_email (const char *number);
gint64 demo_way_fee (const DemoWay *self, gint64 amount);
gboolean demo_way_has_page (const DemoWay *self);
gboolean demo_way_takes_system (const DemoWay *self, const char *system);

G_END_DECLS
