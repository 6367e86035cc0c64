/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The bytes of attachments: ROOT/ACCOUNT/out/KEY/N-NAME is what waits to be sent with a message,
 * ROOT/ACCOUNT/in/ID what was read or sent. ROOT is $XDG_DATA_HOME/cabinet/attachments; files are 0600 in
 * folders 0700. Blocking calls: those of whole files may run in any thread. */

/* Copies @file (at most @max_bytes; 0 = any) as the @index-th of @key. CABINET_ERROR_INPUT if it cannot be
 * read or is larger, CABINET_ERROR_STORAGE if it cannot be kept. */
gboolean cabinet_attachment_files_stage (const char *root,
                                         const char *account,
                                         const char *key,
                                         guint index,
                                         GFile *file,
                                         gint64 max_bytes,
                                         GCancellable *cancellable,
                                         GError **error);
/* (element-type utf8): paths of what waits with @key, in order. */
GPtrArray *cabinet_attachment_files_list (const char *root, const char *account, const char *key);
/* The name a person gave to the file of such a path. */
char *cabinet_attachment_files_dup_name (const char *path);
void cabinet_attachment_files_unstage (const char *root, const char *account, const char *key);
/* What was sent need not be fetched: moves a staged file to where @id is looked for. */
void cabinet_attachment_files_keep (const char *root, const char *account, const char *path, const char *id);

GBytes *cabinet_attachment_files_load (const char *root, const char *account, const char *id); /* nullable */
gboolean cabinet_attachment_files_save (
  const char *root, const char *account, const char *id, GBytes *bytes, GError **error);

/* All of a contract that is removed here. */
void cabinet_attachment_files_erase (const char *root, const char *account);

G_END_DECLS
