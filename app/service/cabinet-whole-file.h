/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdio.h>

G_BEGIN_DECLS

/* A file that appears whole or not at all: written without a name, or beside its place under one of its own,
 * and moved there once all of it is on the disk. What a killed program leaves goes with it, or the next time.
 */
typedef gboolean (*CabinetFileWriter) (FILE *file, gpointer data, GError **error);

/* @force: whether what is there is replaced. @mode: of a new file. Error: CABINET_ERROR_INPUT, "output": it
 * is there already; CABINET_ERROR_STORAGE, "output". */
gboolean cabinet_write_whole_file (
  const char *path, gboolean force, int mode, CabinetFileWriter write, gpointer data, GError **error);

G_END_DECLS
