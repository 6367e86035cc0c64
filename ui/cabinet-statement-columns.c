/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-columns.h"

/* Measures at usual text size, px. */
#define GAP 10
#define ICON 16
#define DATE_WIDTH 100
#define SUM_WIDTH 96
#define AFTER_WIDTH 92
#define SERVICE_WIDTH 130

/**
 * cabinet_statement_places_init:
 * @width: of the row, px
 * @scale: how much larger than usual the text is
 * @sum_width: @after_width: what the row's own sums need, px; they are never cut
 */
void
cabinet_statement_places_init (CabinetStatementPlaces *places,
                               CabinetStatementColumns columns,
                               int width,
                               double scale,
                               int sum_width,
                               int after_width)
{
  const gboolean balance = (columns & CABINET_STATEMENT_COLUMN_BALANCE) != 0;
  const gboolean service = (columns & CABINET_STATEMENT_COLUMN_SERVICE) != 0;
  int right = width - CABINET_STATEMENT_MENU_WIDTH;

  places->date = (CabinetStatementSpan){ CABINET_STATEMENT_EDGE, (int) (DATE_WIDTH * scale) + 4 };
  places->icon = (CabinetStatementSpan){ places->date.x + places->date.width, (int) (ICON * scale) };
  places->after.width = balance ? MAX ((int) (AFTER_WIDTH * scale), after_width) : 0;
  places->after.x = right -= places->after.width;
  places->sum.width = MAX ((int) (SUM_WIDTH * scale), sum_width);
  places->sum.x = right -= places->sum.width;
  places->title.x = places->icon.x + places->icon.width + GAP;
  places->service.width =
    service ? MAX (0, MIN ((int) (SERVICE_WIDTH * scale), (right - places->title.x) * 2 / 5)) : 0;
  places->service.x = right -= places->service.width;
  places->title.width = MAX (1, right - places->title.x - 4);
}
