/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-export-pages-private.h"

void
cabinet_export_pages_free (CabinetExportPages *self)
{
  g_clear_object (&self->layout);
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->rows, cabinet_export_rows_free);
  g_free (self);
}

/* A point is a unit, whatever is drawn on, and glyphs stand where they are measured: so a printer and a file
 * get the same lines. */
static PangoLayout *
make_layout (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoLayout *layout;

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  layout = pango_layout_new (context);
  g_object_unref (context);
  return layout;
}

static void
add_to_month (GArray *months, CabinetOperation *operation, guint index)
{
  CabinetDate month = cabinet_date_month_start (operation->date);
  CabinetExportMonth *last;

  if (months->len == 0 || g_array_index (months, CabinetExportMonth, months->len - 1).month != month)
    {
      CabinetExportMonth fresh = { .month = month, .first = index };

      g_array_append_val (months, fresh);
    }
  last = &g_array_index (months, CabinetExportMonth, months->len - 1);
  last->count++;
  last->charged += MIN (operation->amount.micros, 0);
  last->credited += MAX (operation->amount.micros, 0);
}

typedef struct
{
  CabinetExportPage page;
  double y; /* how far it is filled */
} Filling;

static void
turn (CabinetExportPages *self, Filling *filling, guint index)
{
  g_array_append_val (self->pages, filling->page);
  filling->page =
    (CabinetExportPage){ .contract = filling->page.contract, .first = index, .count = 0, .head = FALSE };
  filling->y = PAGES_RUNNING_HEAD + PAGES_COLUMN_HEAD;
}

/* A month's name never stands alone at the foot of a page, nor the totals alone on one; a month that goes on
 * is named again. */
static gboolean
lay_out_rows (CabinetExportPages *self, Filling *filling, GArray *months, GError **error)
{
  guint contract = filling->page.contract;
  guint n = cabinet_export_rows_get_count (self->rows, contract);
  double room = self->height - PAGES_FOOTER;
  guint n_months = 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetOperation *operation = cabinet_export_rows_get (self->rows, contract, i, error);
      double row, needed;

      if (operation == NULL)
        return FALSE;
      add_to_month (months, operation, i);
      row = cabinet_export_pages_put_row (self, operation, 0, NULL);
      if (months->len > n_months)
        row += PAGES_MONTH;
      needed = row + (i == n - 1 ? PAGES_TOTALS : 0);
      if (filling->page.count > 0 && filling->y + needed > room)
        {
          turn (self, filling, i);
          if (months->len == n_months)
            row += PAGES_MONTH;
        }
      n_months = months->len;
      filling->y += row;
      filling->page.count++;
    }
  return TRUE;
}

static gboolean
lay_out_contract (CabinetExportPages *self, guint contract, GError **error)
{
  GArray *months = g_array_new (FALSE, TRUE, sizeof (CabinetExportMonth));
  Filling filling = { .page = { .contract = contract, .head = TRUE } };

  g_ptr_array_add (self->months, months);
  filling.y = cabinet_export_pages_put_head (self, contract, NULL) + PAGES_COLUMN_HEAD;
  if (!lay_out_rows (self, &filling, months, error))
    return FALSE;
  filling.page.totals = TRUE;
  g_array_append_val (self->pages, filling.page);
  return TRUE;
}

/**
 * cabinet_export_pages_new:
 * @rows: (transfer full): what is on paper
 * @width: of a page within its margins, points
 * @height: likewise
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Reads all rows once, to know where each page begins.
 *
 * Returns: (transfer full) (nullable): the pages
 */
CabinetExportPages *
cabinet_export_pages_new (CabinetExportRows *rows, double width, double height, GError **error)
{
  g_autoptr (CabinetExportPages) self = g_new0 (CabinetExportPages, 1);

  self->rows = rows;
  self->width = width;
  self->height = height;
  self->pages = g_array_new (FALSE, TRUE, sizeof (CabinetExportPage));
  self->months = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->layout = make_layout ();
  for (guint i = 0; i < cabinet_export_rows_get_n_contracts (rows); i++)
    if (!lay_out_contract (self, i, error))
      return NULL;
  return g_steal_pointer (&self);
}

guint
cabinet_export_pages_get_n_pages (CabinetExportPages *self)
{
  return self->pages->len;
}
