/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-found-rows.h"
#include "cabinet-household-search.h"

G_BEGIN_DECLS

typedef struct _CabinetSearchUnderWay CabinetSearchUnderWay;

struct _CabinetHouseholdSearch
{
  GObject parent_instance;

  CabinetHousehold *household;
  char *text;                    /* of the rows; NULL = nothing was looked for */
  CabinetFoundRows *rows;        /* NULL without a text */
  GPtrArray *parts;              /* theirs */
  GHashTable *changed;           /* of CabinetAccount: whose ledger changed since they were counted */
  CabinetSearchUnderWay *search; /* NULL = none is */
  guint idle;
};

G_END_DECLS
