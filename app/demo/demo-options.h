/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-date.h"

G_BEGIN_DECLS

typedef struct
{
  int port;   /* 0 = any free one */
  char *data; /* NULL = in memory */
  char *log;  /* NULL = none */
  gint64 seed;
  CabinetInstant now; /* 0 = the machine's clock */
  int history_months;
  gint64 rows;           /* of the demo subscriber; 0 = as they come */
  int contracts;         /* of the demo subscriber */
  gint64 operator_delay; /* between a message and its answer, microseconds of the demo's clock */
  gboolean list_accounts;
  gboolean json;
  gboolean control;
  gboolean with_parent;
} DemoOptions;

DemoOptions *demo_options_parse (int argc, char **argv, GError **error);
void demo_options_free (DemoOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoOptions, demo_options_free)

G_END_DECLS
