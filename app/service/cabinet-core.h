/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-demo-process.h"
#include "cabinet-journal.h"
#include "cabinet-keyring.h"
#include "cabinet-use-lock.h"

G_BEGIN_DECLS

/* What the objects of a household share: the files, the keyring, the demo. Private to the service.
 *
 * Signal: written (): archive or journal were written, by this process or another; emitted within 2 s, for
 * several writes together. */
#define CABINET_TYPE_CORE (cabinet_core_get_type ())
G_DECLARE_FINAL_TYPE (CabinetCore, cabinet_core, CABINET, CORE, GObject)

struct _CabinetCore
{
  GObject parent_instance;

  char *folder;             /* $XDG_DATA_HOME/cabinet */
  char *notice;             /* what a person must be told of the opening; NULL = nothing */
  CabinetUseLock *use_lock; /* held while files are open, alone while one is replaced */
  CabinetArchive *archive;
  CabinetJournal *journal; /* NULL = not opened yet: see cabinet_core_get_journal() */
  CabinetKeyring *keyring;
  CabinetDemoProcess *demo;
  gboolean closed;
};

CabinetCore *cabinet_core_new (GError **error);
gboolean cabinet_core_open_archive (CabinetCore *self, GError **error);
GError *cabinet_core_judge (CabinetCore *self, GError *failure);
gboolean cabinet_core_salvage (CabinetCore *self, GError **error);
void cabinet_core_salvage_async (CabinetCore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean cabinet_core_salvage_finish (CabinetCore *self, GAsyncResult *result, GError **error);
void cabinet_core_close (CabinetCore *self);
void cabinet_core_emit_written (CabinetCore *self);
CabinetJournal *cabinet_core_get_journal (CabinetCore *self, GError **error);
char *cabinet_core_dup_lock_path (CabinetCore *self, const char *sign_in);

G_END_DECLS
