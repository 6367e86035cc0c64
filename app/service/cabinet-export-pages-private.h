/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cabinet-export-pages.h"

G_BEGIN_DECLS

/* Lengths in points. */
#define PAGES_FOOTER 24.0
#define PAGES_COLUMN_HEAD 18.0
#define PAGES_RUNNING_HEAD 20.0
#define PAGES_MONTH 20.0
#define PAGES_TOTALS 72.0

/* A month of a contract, with the sums of those of its operations that are on paper. */
typedef struct
{
  CabinetDate month;
  guint first; /* its newest operation */
  guint count;
  gint64 charged;
  gint64 credited;
} CabinetExportMonth;

typedef struct
{
  guint contract;
  guint first; /* the operations on it; none with @count 0 */
  guint count;
  gboolean head;   /* the contract begins here */
  gboolean totals; /* and ends here */
} CabinetExportPage;

struct _CabinetExportPages
{
  CabinetExportRows *rows;
  double width, height;
  GArray *pages;     /* of CabinetExportPage */
  GPtrArray *months; /* a contract each: GArray of CabinetExportMonth, newest first */
  PangoLayout *layout;
};

/* cabinet-export-pages-draw.c: the same call measures and draws. @cr NULL = only measure. Returns a height.
 */
double cabinet_export_pages_put_head (CabinetExportPages *self, guint contract, cairo_t *cr);
double
cabinet_export_pages_put_row (CabinetExportPages *self, CabinetOperation *operation, double y, cairo_t *cr);

G_END_DECLS
