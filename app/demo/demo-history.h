/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

#include "cabinet-operation.h"

G_BEGIN_DECLS

/* A row that is to be: what the past of a contract was, and what a day adds to it. */
typedef struct
{
  CabinetDate date;
  gint16 minute; /* of the day, local; 0 = midnight, when fees are taken */
  guint8 kind;   /* CabinetOperationKind */
  guint8 title;  /* DemoTitle */
  guint8 method; /* DemoMethod */
  guint8 note;   /* DemoNote */
  gint8 service; /* index in the tariff; -1 = none */
  gint64 amount; /* signed */
} DemoEntry;

GArray *demo_history_make (DemoContract *contract, guint64 seed, int months, gint64 rows);
void demo_history_add_charges (DemoContract *contract, CabinetDate date, GArray *entries);
CabinetDate demo_history_stopped_on (DemoContract *contract);

G_END_DECLS
