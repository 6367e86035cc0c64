/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* A list of the ways back into a cabinet (C1-C11): what to do in words, links and phones. */
GtkWidget *cabinet_recovery_list_new (CabinetProviderInfo *provider);

G_END_DECLS
