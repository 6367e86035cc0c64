/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-columns.h"

/* Measures at usual text size, px. */
#define GAP 10
#define ICON 16
#define DATE_WIDTH 82
#define YEAR_WIDTH 18
#define SUM_WIDTH 88
#define AFTER_WIDTH 84
#define SERVICE_WIDTH 150
/* Operation and service need that much; if they have less, the balance goes below the sum. */
#define WORDS_WIDTH 270

/**
 * cabinet_statement_places_init:
 * @width: of the row, px
 * @scale: how much larger than usual the text is
 * @sum_width: @after_width: what the row's own sums need, px; they are never cut
 *
 * The operation takes the room that is left.
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
  const int date = (columns & CABINET_STATEMENT_COLUMN_YEAR) != 0 ? DATE_WIDTH + YEAR_WIDTH : DATE_WIDTH;
  const int sum = (int) (SUM_WIDTH * scale);
  const int after = balance ? (int) (AFTER_WIDTH * scale) : 0;
  int right = width - CABINET_STATEMENT_MENU_WIDTH;

  places->date = (CabinetStatementSpan){ CABINET_STATEMENT_EDGE, (int) (date * scale) + 4 };
  places->icon = (CabinetStatementSpan){ places->date.x + places->date.width, (int) (ICON * scale) };
  places->title.x = places->icon.x + places->icon.width + GAP;
  places->stacked = balance && service && right - sum - after - places->title.x < (int) (WORDS_WIDTH * scale);
  places->after.width = balance ? MAX (after, after_width) : 0;
  places->sum.width = MAX (sum, sum_width);
  if (places->stacked)
    places->after.width = places->sum.width = MAX (places->sum.width, places->after.width);
  places->after.x = right - places->after.width;
  if (!places->stacked)
    right = places->after.x;
  places->sum.x = right -= places->sum.width;
  places->service.width =
    service ? MAX (0, MIN ((int) (SERVICE_WIDTH * scale), (right - places->title.x) * 2 / 5)) : 0;
  places->service.x = right -= places->service.width;
  places->title.width = MAX (1, right - places->title.x - 4);
}
