/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-core.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "cabinet-db.h"
#include "cabinet-household.h"
#include "cabinet-salvage.h"

G_DEFINE_FINAL_TYPE (CabinetCore, cabinet_core, G_TYPE_OBJECT)

static guint written_signal;

/* Parts of an archive, as the store names them. */
static const char *
name_part (const char *part)
{
  static const struct
  {
    const char *part, *words;
  } names[] = {
    { "sign_ins", NC_ ("saved data", "sign-ins") },
    { "accounts", NC_ ("saved data", "contracts") },
    { "messages", NC_ ("saved data", "messages") },
    { "payments", NC_ ("saved data", "payments") },
    { "readings", NC_ ("saved data", "tariffs, services and notices") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].part, part))
      return g_dpgettext2 (GETTEXT_PACKAGE, "saved data", names[i].words);
  return NULL;
}

static char *
name_parts (const char *parts)
{
  g_auto (GStrv) list = g_strsplit (parts, " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; list[i] != NULL; i++)
    if (name_part (list[i]) != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name_part (list[i]));
  return names->len > 0 ? g_strdup (names->str) : NULL;
}

static gboolean
lost_contracts (CabinetSalvage *salvage)
{
  return salvage->parts != NULL
         && (strstr (salvage->parts, "sign_ins") != NULL || strstr (salvage->parts, "accounts") != NULL);
}

static char *
describe (CabinetSalvage *salvage)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *parts = salvage->parts != NULL ? name_parts (salvage->parts) : NULL;
  const char *aside = salvage->aside != NULL ? salvage->aside : "archive.db.aside-…";

  if (salvage->contracts == 0)
    return g_strdup_printf (
      _ ("The saved data were damaged and could not be read. The damaged file was set aside as "
         "%s; sign in to read the data again."),
      aside);
  g_string_append_printf (
    words,
    ngettext ("The saved data were damaged. What can be read was saved to a new file, %u operation "
              "among it; the damaged one was set aside as %s.",
              "The saved data were damaged. What can be read was saved to a new file, %u operations "
              "among it; the damaged one was set aside as %s.",
              salvage->operations),
    salvage->operations, aside);
  g_string_append_c (words, ' ');
  if (salvage->months != NULL)
    g_string_append_printf (words,
                            _ ("Something is missing or wrong in these months: %s. They are read again with "
                               "the next refresh, as far as the provider still has them."),
                            salvage->months);
  else if (parts == NULL)
    g_string_append (words, _ ("Nothing is missing."));
  else
    g_string_append (words, _ ("No operation is known to be missing."));
  if (parts != NULL)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words, _ ("Something may also be missing from: %s."), parts);
    }
  if (lost_contracts (salvage))
    {
      g_string_append_c (words, ' ');
      g_string_append (
        words, _ ("If a contract cannot be refreshed now, add it again: what is saved of it is kept."));
    }
  if (salvage->stand_ins != NULL)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              _ ("The currency and the time zone of these are not known any more: %s. Until "
                                 "they are added again, their sums are shown in %s."),
                              salvage->stand_ins, salvage->currency);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_notice (CabinetCore *self, char *words)
{
  char *before = self->notice;

  self->notice = before != NULL ? g_strdup_printf ("%s %s", before, words) : g_strdup (words);
  g_free (before);
  g_free (words);
}

static CabinetArchive *
try_archive (const char *path, GError **error)
{
  if (!cabinet_salvage_is_due (path))
    return cabinet_archive_open (path, error);
  cabinet_db_set_error (path, SQLITE_CORRUPT, 0, NULL, error);
  return NULL;
}

static char *
dup_archive_path (CabinetCore *self)
{
  return g_build_filename (self->folder, "archive.db", NULL);
}

/**
 * cabinet_core_open_archive:
 * @self: a core
 * @error: (optional): CABINET_ERROR_STORAGE: see cabinet_core_judge()
 *
 * Opens the archive, which is made if it is not there. What a newer version wrote is left to that version.
 */
gboolean
cabinet_core_open_archive (CabinetCore *self, GError **error)
{
  g_autofree char *path = dup_archive_path (self);

  self->archive = try_archive (path, error);
  return self->archive != NULL;
}

static void
set_in_use (GError **error)
{
  cabinet_set_error (
    error, CABINET_ERROR_STORAGE, "damaged", "%s",
    _ ("The saved data are damaged, and another window or command of Cabinet has them open. Close "
       "it and start Cabinet again: what can be read is then saved to a new file."));
}

/**
 * cabinet_core_judge:
 * @self: a core
 * @failure: (transfer full): why the archive could not be opened, or not be read after that
 *
 * Closes the archive if it is damaged.
 *
 * Returns: (transfer full): @failure, or for a damaged archive that nobody else has open, in a folder that
 * can be written, an error whose code is %CABINET_ERROR_SALVAGEABLE: see cabinet_core_salvage()
 */
GError *
cabinet_core_judge (CabinetCore *self, GError *failure)
{
  g_autofree char *path = dup_archive_path (self);
  g_autoptr (GError) damage = failure;
  GError *judged = NULL;

  if (g_strcmp0 (cabinet_error_get_code (failure), "damaged") != 0)
    return g_steal_pointer (&damage);
  if (self->archive != NULL)
    {
      cabinet_archive_close (self->archive);
      g_clear_object (&self->archive);
      cabinet_salvage_ask (path);
    }
  if (access (self->folder, W_OK) != 0)
    {
      cabinet_db_set_error (path, SQLITE_READONLY, errno, NULL, &judged);
      return judged;
    }
  if (!cabinet_use_lock_hold_alone (self->use_lock))
    {
      set_in_use (&judged);
      return judged;
    }
  cabinet_use_lock_share (self->use_lock);
  cabinet_set_error (&judged, CABINET_ERROR_STORAGE, CABINET_ERROR_SALVAGEABLE, "%s", damage->message);
  return judged;
}

/* Nobody else has the file open: another process may have saved it just before. */
static gboolean
salvage_archive (const char *path, char **notice, GError **error)
{
  g_autoptr (CabinetArchive) archive = try_archive (path, NULL);
  g_autoptr (CabinetSalvage) salvage = archive == NULL ? cabinet_archive_salvage (path, error) : NULL;

  *notice = salvage != NULL ? describe (salvage) : NULL;
  return archive != NULL || salvage != NULL;
}

static gboolean
end_salvage (CabinetCore *self, gboolean done, char *notice)
{
  cabinet_use_lock_share (self->use_lock);
  if (notice != NULL)
    add_notice (self, notice);
  return done;
}

/**
 * cabinet_core_salvage:
 * @self: a core whose archive is closed
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Saves what can be read of a damaged archive to a new one. Blocks: a large one takes minutes.
 */
gboolean
cabinet_core_salvage (CabinetCore *self, GError **error)
{
  g_autofree char *path = dup_archive_path (self);
  char *notice = NULL;
  gboolean done;

  if (!cabinet_use_lock_hold_alone (self->use_lock))
    {
      set_in_use (error);
      return FALSE;
    }
  done = salvage_archive (path, &notice, error);
  return end_salvage (self, done, notice);
}

static void
salvage_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  char *notice;
  GError *error = NULL;

  if (salvage_archive (path, &notice, &error))
    g_task_return_pointer (task, notice, g_free);
  else
    g_task_return_error (task, error);
}

/* The same in a thread, which does not hold @self: it must not end there. */
void
cabinet_core_salvage_async (CabinetCore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_task_data (task, dup_archive_path (self), g_free);
  if (cabinet_use_lock_hold_alone (self->use_lock))
    {
      g_task_run_in_thread (task, salvage_in_thread);
      return;
    }
  set_in_use (&error);
  g_task_return_error (task, error);
}

gboolean
cabinet_core_salvage_finish (CabinetCore *self, GAsyncResult *result, GError **error)
{
  GError *failure = NULL;
  char *notice = g_task_propagate_pointer (G_TASK (result), &failure);
  gboolean done = failure == NULL;

  if (!done)
    g_propagate_error (error, failure);
  return end_salvage (self, done, notice);
}

/**
 * cabinet_core_new:
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Makes the folder $XDG_DATA_HOME/cabinet if it is not there. Touches neither keyring nor network; the
 * journal is opened when it is first needed, which is after the first frame.
 *
 * Returns: (transfer full) (nullable): the core, its archive not open yet
 */
CabinetCore *
cabinet_core_new (GError **error)
{
  g_autoptr (CabinetCore) self = g_object_new (CABINET_TYPE_CORE, NULL);
  g_autofree char *lock = NULL;

  self->folder = g_build_filename (g_get_user_data_dir (), "cabinet", NULL);
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      int saved = errno;

      cabinet_set_error (error, CABINET_ERROR_STORAGE, "folder", _ ("The folder %s cannot be made: %s"),
                         self->folder, g_strerror (saved));
      return NULL;
    }
  lock = cabinet_core_dup_lock_path (self, "files");
  self->use_lock = cabinet_use_lock_new (lock, error);
  if (self->use_lock == NULL)
    return NULL;
  self->keyring = cabinet_keyring_new ();
  self->demo = cabinet_demo_process_new (self->folder);
  return g_steal_pointer (&self);
}

/* The archive has been opened by this process already, which the lock allows for. */
static gboolean
salvage_journal (CabinetCore *self, const char *path, GError **error)
{
  g_autoptr (CabinetSalvage) salvage = NULL;

  if (!cabinet_use_lock_hold_alone (self->use_lock))
    return FALSE;
  g_clear_error (error);
  salvage = cabinet_journal_salvage (path, error);
  cabinet_use_lock_share (self->use_lock);
  if (salvage == NULL)
    return FALSE;
  if (salvage->parts != NULL)
    add_notice (self, g_strdup_printf (
                        _ ("The journal of changes and drafts was damaged and set aside as %s. What can be "
                           "read of it is kept; look at your provider whether what you sent last has "
                           "arrived."),
                        salvage->aside));
  return TRUE;
}

static CabinetJournal *
try_journal (const char *path, GError **error)
{
  if (!cabinet_salvage_is_due (path))
    return cabinet_journal_open (path, error);
  cabinet_db_set_error (path, SQLITE_CORRUPT, 0, NULL, error);
  return NULL;
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
  g_autoptr (GError) failure = NULL;

  if (self->journal != NULL)
    return self->journal;
  if (self->closed)
    {
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "closed", "%s", _ ("The journal is closed"));
      return NULL;
    }
  path = g_build_filename (self->folder, "journal.db", NULL);
  self->journal = try_journal (path, &failure);
  if (self->journal == NULL && g_strcmp0 (cabinet_error_get_code (failure), "damaged") == 0
      && salvage_journal (self, path, &failure))
    self->journal = cabinet_journal_open (path, &failure);
  if (self->journal == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
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
  g_clear_pointer (&self->use_lock, cabinet_use_lock_free);
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
  g_clear_pointer (&self->use_lock, cabinet_use_lock_free);
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
