/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which of the columns that one may do without are shown. */
typedef enum
{
  CABINET_STATEMENT_COLUMN_BALANCE = 1 << 0,
  CABINET_STATEMENT_COLUMN_SERVICE = 1 << 1,
  CABINET_STATEMENT_COLUMN_YEAR = 1 << 2, /* of the date: no head of a month tells it */
} CabinetStatementColumns;

typedef struct
{
  int x, width; /* px; a width of 0: not shown */
} CabinetStatementSpan;

/* Where the columns stand, the same for the head and for each row. */
typedef struct
{
  CabinetStatementSpan date, icon, title, service, sum, after;
  gboolean stacked; /* the balance stands below the sum */
} CabinetStatementPlaces;

void cabinet_statement_places_init (CabinetStatementPlaces *places,
                                    CabinetStatementColumns columns,
                                    int width,
                                    double scale,
                                    int sum_width,
                                    int after_width);

/* Left and right of every row, px at usual text size; the head's menu stands in the right one. */
#define CABINET_STATEMENT_EDGE 14
#define CABINET_STATEMENT_MENU_WIDTH 26

G_END_DECLS
