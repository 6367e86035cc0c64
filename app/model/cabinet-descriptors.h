/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* The known providers: data/providers/NAME.json, compiled in. A member "hint@ru" replaces "hint" when the
 * language is Russian, before decoding. @language is a tag such as "ru", or NULL for the process's own. */
GListModel *cabinet_descriptors_list (const char *language);
CabinetProviderInfo *cabinet_descriptors_lookup (const char *id, const char *language);

G_END_DECLS
