/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-options.h"

G_BEGIN_DECLS

char *demo_accounts_to_text (const DemoOptions *options);
char *demo_accounts_to_json (const DemoOptions *options);

G_END_DECLS
