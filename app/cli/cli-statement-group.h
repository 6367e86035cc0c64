/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-export-rows.h"
#include "cli.h"

G_BEGIN_DECLS

typedef enum
{
  CLI_GROUP_NONE,
  CLI_GROUP_MONTH,
  CLI_GROUP_SERVICE,
} CliGrouping;

gboolean
cli_write_groups (FILE *file, CabinetExportRows *rows, CliGrouping grouping, gboolean json, GError **error);

G_END_DECLS
