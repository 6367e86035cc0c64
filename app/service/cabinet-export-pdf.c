/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "cabinet-export-pages.h"
#include "cabinet-export-private.h"

/* A4, points. */
#define PAPER_WIDTH 595.276
#define PAPER_HEIGHT 841.89

static cairo_status_t
write_bytes (void *file, const unsigned char *bytes, unsigned int n)
{
  return fwrite (bytes, 1, n, file) == n ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
draw_pages (CabinetExportPages *pages, cairo_t *cr, GError **error)
{
  for (guint i = 0; i < cabinet_export_pages_get_n_pages (pages); i++)
    {
      cairo_save (cr);
      cairo_translate (cr, CABINET_EXPORT_MARGIN, CABINET_EXPORT_MARGIN);
      if (!cabinet_export_pages_draw (pages, i, cr, error))
        return FALSE;
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  return TRUE;
}

/* @rows: (transfer full) */
gboolean
cabinet_export_write_pdf (CabinetExportRows *rows, FILE *file, GError **error)
{
  g_autoptr (CabinetExportPages) pages = cabinet_export_pages_new (
    rows, PAPER_WIDTH - 2 * CABINET_EXPORT_MARGIN, PAPER_HEIGHT - 2 * CABINET_EXPORT_MARGIN, error);
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean done;

  if (pages == NULL)
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (write_bytes, file, PAPER_WIDTH, PAPER_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Statement"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Cabinet");
  cr = cairo_create (surface);
  done = draw_pages (pages, cr, error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  /* What could not be written the file itself tells. */
  cairo_surface_destroy (surface);
  return done;
}
