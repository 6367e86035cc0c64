/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* A provider's monogram: a rounded square with letters, our own, never a logo.
 * Properties: provider (nullable), size (px). */
#define CABINET_TYPE_MARK (cabinet_mark_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMark, cabinet_mark, CABINET, MARK, GtkWidget)

GtkWidget *cabinet_mark_new (CabinetProviderInfo *provider, int size);
void cabinet_mark_set_provider (CabinetMark *self, CabinetProviderInfo *provider);

G_END_DECLS
