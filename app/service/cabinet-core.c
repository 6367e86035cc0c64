/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-core.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (CabinetCore, cabinet_core, G_TYPE_OBJECT)

static guint written_signal;

/* What is damaged is set aside, so that one can go on with an empty archive. What a newer version wrote is
 * left to that version. */
static gboolean
open_archive (CabinetCore *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "archive.db", NULL);
  g_autofree char *aside = NULL;
  g_autoptr (GError) failure = NULL;

  self->archive = cabinet_archive_open (path, &failure);
  if (self->archive != NULL)
    return TRUE;
  if (g_strcmp0 (cabinet_error_get_code (failure), "damaged") == 0)
    aside = cabinet_archive_set_aside (path, NULL);
  if (aside == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  /* Translators: %1$s says what is wrong with the file, %2$s is where it is now */
  self->notice = g_strdup_printf (_ ("%1$s It was set aside as %2$s; sign in to read the data again."),
                                  failure->message, aside);
  self->archive = cabinet_archive_open (path, error);
  return self->archive != NULL;
}

/**
 * cabinet_core_open:
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Opens the archive in $XDG_DATA_HOME/cabinet, which is made if it is not there. Touches neither keyring nor
 * network; the journal is opened when it is first needed, which is after the first frame.
 *
 * Returns: (transfer full) (nullable): the core
 */
CabinetCore *
cabinet_core_open (GError **error)
{
  g_autoptr (CabinetCore) self = g_object_new (CABINET_TYPE_CORE, NULL);

  self->folder = g_build_filename (g_get_user_data_dir (), "cabinet", NULL);
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      int saved = errno;

      cabinet_set_error (error, CABINET_ERROR_STORAGE, "folder", _ ("The folder %s cannot be made: %s"),
                         self->folder, g_strerror (saved));
      return NULL;
    }
  if (!open_archive (self, error))
    return NULL;
  self->keyring = cabinet_keyring_new ();
  self->demo = cabinet_demo_process_new (self->folder);
  return g_steal_pointer (&self);
}

/**
 * cabinet_core_get_journal:
 * @self: a core
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Returns: (transfer none) (nullable): the journal, opened at the first call
 */
CabinetJournal *
cabinet_core_get_journal (CabinetCore *self, GError **error)
{
  g_autofree char *path = NULL;

  if (self->journal != NULL)
    return self->journal;
  if (self->closed)
    {
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "closed", "%s", _ ("The journal is closed"));
      return NULL;
    }
  path = g_build_filename (self->folder, "journal.db", NULL);
  self->journal = cabinet_journal_open (path, error);
  return self->journal;
}

/**
 * cabinet_core_close:
 * @self: a core
 *
 * Ends the demo, finishes what is queued for the files and closes them.
 */
void
cabinet_core_close (CabinetCore *self)
{
  g_return_if_fail (CABINET_IS_CORE (self));

  self->closed = TRUE;
  if (self->demo != NULL)
    cabinet_demo_process_stop (self->demo);
  if (self->archive != NULL)
    cabinet_archive_close (self->archive);
  if (self->journal != NULL)
    cabinet_journal_close (self->journal);
}

void
cabinet_core_emit_written (CabinetCore *self)
{
  g_signal_emit (self, written_signal, 0);
}

/**
 * cabinet_core_dup_lock_path:
 * @self: a core
 * @sign_in: the id of a sign-in
 *
 * Returns: (transfer full): the file that processes lock while one of them renews the session of @sign_in
 */
char *
cabinet_core_dup_lock_path (CabinetCore *self, const char *sign_in)
{
  g_autofree char *name = g_strconcat (sign_in, ".lock", NULL);

  return g_build_filename (self->folder, "locks", name, NULL);
}

static void
cabinet_core_finalize (GObject *object)
{
  CabinetCore *self = CABINET_CORE (object);

  g_clear_object (&self->archive);
  g_clear_object (&self->journal);
  g_clear_object (&self->keyring);
  g_clear_object (&self->demo);
  g_free (self->folder);
  g_free (self->notice);
  G_OBJECT_CLASS (cabinet_core_parent_class)->finalize (object);
}

static void
cabinet_core_class_init (CabinetCoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_core_finalize;
  written_signal =
    g_signal_new ("written", CABINET_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_core_init (CabinetCore *self)
{
}
