/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-db.h"
#include "cabinet-digest.h"

G_BEGIN_DECLS

/* What came of a file that could not be read whole. */
typedef struct
{
  char *aside;      /* where the damaged file is now */
  guint contracts;  /* that are in the new one */
  guint operations; /* likewise */
  char *months; /* "tomtel-1 2026-07, …": those that are not what they were, to be read again; NULL = none */
  char *stand_ins; /* "tomtel-1, …": contracts of which little but the operations is left; NULL = none */
  char *currency;  /* in which those are shown: nothing tells theirs */
  char *parts;     /* "messages payments": other tables of which something may be missing; NULL = none */
} CabinetSalvage;

void cabinet_salvage_free (CabinetSalvage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetSalvage, cabinet_salvage_free)

/* Whether a file was found to be damaged while it was in use, or saving it was interrupted: it is to be saved
 * before it is opened. */
gboolean cabinet_salvage_is_due (const char *path);
/* Notes that for the next opening. */
void cabinet_salvage_ask (const char *path);
/* Saves what can be read of a damaged file to a new one in its place. Nobody may have it open. Nothing is
 * deleted; whenever this is interrupted, the next call ends it. Errors: those of any write, and the damaged
 * file is then as it was. */
CabinetSalvage *cabinet_archive_salvage (const char *path, GError **error);
CabinetSalvage *cabinet_journal_salvage (const char *path, GError **error);

/* Damaged files of @folder that were set aside: paths, oldest first. */
GStrv cabinet_salvage_list_aside (const char *folder);
gboolean cabinet_salvage_delete_aside (const char *path, GError **error);

/* Used within the folder. */
typedef gboolean (*CabinetSalvageRead) (gpointer work, CabinetSalvage *salvage, GError **error);
CabinetSalvage *cabinet_salvage_file (const char *path,
                                      const CabinetSchema *schema,
                                      CabinetSalvageRead read,
                                      CabinetSalvageRead finish,
                                      GError **error);

G_END_DECLS
