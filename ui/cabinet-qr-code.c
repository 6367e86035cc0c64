/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-qr-code.h"

#include <glib/gi18n-lib.h>
#include <qrencode.h>

/* Modules that stay white on each side (ISO/IEC 18004). */
#define QUIET 4
/* A phone reads a code of this size from a screen. */
#define MINIMUM_SIZE 160
#define NATURAL_SIZE 232

struct _CabinetQrCode
{
  GtkWidget parent_instance;

  char *text;
  QRcode *code;
};

G_DEFINE_FINAL_TYPE (CabinetQrCode, cabinet_qr_code, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
cabinet_qr_code_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
cabinet_qr_code_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = MINIMUM_SIZE;
  *natural = NATURAL_SIZE;
}

/* Whole pixels a module, so that the edges stay sharp. */
static void
draw (CabinetQrCode *self, cairo_t *cr, int size)
{
  const int width = self->code->width;
  const int step = MAX (1, size / (width + 2 * QUIET));
  const int start = (size - step * width) / 2;

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int y = 0; y < width; y++)
    for (int x = 0; x < width; x++)
      if (self->code->data[y * width + x] & 1)
        cairo_rectangle (cr, start + x * step, start + y * step, step, step);
  cairo_fill (cr);
}

static void
cabinet_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CabinetQrCode *self = CABINET_QR_CODE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  const int size = MIN (width, height);
  cairo_t *cr;

  if (self->code == NULL || size <= 0)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - size) / 2, (height - size) / 2));
  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, size, size));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, size, size));
  draw (self, cr, size);
  cairo_destroy (cr);
  gtk_snapshot_restore (snapshot);
}

static void
cabinet_qr_code_finalize (GObject *object)
{
  CabinetQrCode *self = CABINET_QR_CODE (object);

  g_clear_pointer (&self->code, QRcode_free);
  g_free (self->text);

  G_OBJECT_CLASS (cabinet_qr_code_parent_class)->finalize (object);
}

static void
cabinet_qr_code_class_init (CabinetQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cabinet_qr_code_finalize;
  widget_class->get_request_mode = cabinet_qr_code_get_request_mode;
  widget_class->measure = cabinet_qr_code_measure;
  widget_class->snapshot = cabinet_qr_code_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "qrcode");
}

static void
cabinet_qr_code_init (CabinetQrCode *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("QR code of the payment, for the app of a bank"), -1);
}

/* Returns: whether there is a code to be seen; FALSE also for a text that is too long for one */
gboolean
cabinet_qr_code_set_text (CabinetQrCode *self, const char *text)
{
  g_return_val_if_fail (CABINET_IS_QR_CODE (self), FALSE);

  if (g_strcmp0 (self->text, text) == 0)
    return self->code != NULL;
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->code, QRcode_free);
  if (text != NULL && *text != '\0')
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return self->code != NULL;
}
