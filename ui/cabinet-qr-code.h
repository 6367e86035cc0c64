/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text as a QR code, dark on white in any colour scheme, with the quiet zone that cameras need. */
#define CABINET_TYPE_QR_CODE (cabinet_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (CabinetQrCode, cabinet_qr_code, CABINET, QR_CODE, GtkWidget)

gboolean cabinet_qr_code_set_text (CabinetQrCode *self, const char *text /* nullable */);

G_END_DECLS
