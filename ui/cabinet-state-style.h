/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"

G_BEGIN_DECLS

/* How the state of a contract is drawn beside its words: the icon says the same as the words, the colour only
 * repeats it. */
typedef struct
{
  const char *icon_name;
  const char *css_class; /* "success", "warning", "error" or "dim" */
} CabinetStateStyle;

CabinetStateStyle cabinet_state_style_of_account (CabinetAccount *account);

G_END_DECLS
