/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-account-private.h"
#include "cabinet-export-private.h"
#include "cabinet-statement-private.h"
#include "cabinet-whole-file.h"

G_DEFINE_ENUM_TYPE (CabinetExportFormat,
                    cabinet_export_format,
                    G_DEFINE_ENUM_VALUE (CABINET_EXPORT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_EXPORT_CSV, "csv"),
                    G_DEFINE_ENUM_VALUE (CABINET_EXPORT_CSV_LOCAL, "csv-local"),
                    G_DEFINE_ENUM_VALUE (CABINET_EXPORT_PDF, "pdf"),
                    G_DEFINE_ENUM_VALUE (CABINET_EXPORT_OFX, "ofx"),
                    G_DEFINE_ENUM_VALUE (CABINET_EXPORT_QIF, "qif"),
                    G_DEFINE_ENUM_VALUE (CABINET_EXPORT_ICS, "ics"))

G_DEFINE_FINAL_TYPE (CabinetExport, cabinet_export, G_TYPE_OBJECT)

static void
part_free (gpointer data)
{
  CabinetExportPart *part = data;

  g_free (part->facts.account);
  g_free (part->facts.provider);
  g_free (part->facts.provider_name);
  g_free (part->facts.number);
  g_free (part->facts.number_words);
  g_free (part->facts.category);
  g_free (part->facts.holder);
  g_free (part->facts.address);
  g_free (part->facts.label);
  g_free (part->facts.currency);
  g_ptr_array_unref (part->facts.coming);
  cabinet_ledger_filter_free (part->filter);
  g_free (part);
}

static void
cabinet_export_finalize (GObject *object)
{
  CabinetExport *self = CABINET_EXPORT (object);

  g_ptr_array_unref (self->parts);
  g_free (self->path);
  G_OBJECT_CLASS (cabinet_export_parent_class)->finalize (object);
}

static void
cabinet_export_class_init (CabinetExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_export_finalize;
}

static void
cabinet_export_init (CabinetExport *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->limit = G_MAXUINT;
}

CabinetExport *
cabinet_export_new (void)
{
  return g_object_new (CABINET_TYPE_EXPORT, NULL);
}

static gboolean
is_wanted (const CabinetLedgerFilter *filter, CabinetDate day)
{
  return (filter->from == CABINET_DATE_NONE || day >= filter->from)
         && (filter->to == CABINET_DATE_NONE || day <= filter->to);
}

static gboolean
wants_charges (const CabinetLedgerFilter *filter)
{
  return filter->text == NULL && filter->service == NULL && filter->least == 0 && filter->most == 0
         && filter->side != CABINET_LEDGER_PAYMENTS
         && (filter->kind == 0 || filter->kind == CABINET_OPERATION_KIND_CHARGE);
}

/* What is known in advance, unless only some operations were asked for. */
static GPtrArray *
list_coming (CabinetAccount *account, const CabinetLedgerFilter *filter)
{
  GPtrArray *coming = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetDate today = cabinet_account_get_today (account);
  guint n = account->overview != NULL && wants_charges (filter)
              ? cabinet_list_length (account->overview->next_charges)
              : 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetNextCharge *charge = cabinet_list_get (account->overview->next_charges, i);

      if (charge->on > today && is_wanted (filter, charge->on))
        g_ptr_array_add (coming, g_object_ref (charge));
    }
  return coming;
}

static void
copy_facts (CabinetExportContract *facts, CabinetAccount *account)
{
  CabinetBalance *balance = cabinet_account_get_main_balance (account);

  facts->account = g_strdup (account->id);
  facts->provider = g_strdup (cabinet_account_get_provider (account));
  facts->provider_name = g_strdup (cabinet_account_get_provider_name (account));
  facts->number = g_strdup (account->contract->number);
  facts->number_words = cabinet_account_dup_number_words (account);
  facts->category = g_strdup (account->contract->category);
  facts->holder = g_strdup (account->contract->holder);
  facts->address = g_strdup (account->contract->address);
  facts->label = g_strdup (account->label);
  facts->currency = g_strdup (account->contract->currency);
  facts->today = cabinet_account_get_today (account);
  if (balance != NULL)
    facts->balance = balance->amount;
  facts->as_of = account->overview != NULL ? account->overview->as_of : 0;
}

void
cabinet_export_add (CabinetExport *self, CabinetStatement *statement)
{
  CabinetAccount *account;
  CabinetExportPart *part;

  g_return_if_fail (CABINET_IS_EXPORT (self));
  g_return_if_fail (CABINET_IS_STATEMENT (statement));

  account = cabinet_statement_get_account (statement);
  part = g_new0 (CabinetExportPart, 1);
  part->filter = cabinet_ledger_filter_copy (cabinet_statement_get_filter (statement));
  copy_facts (&part->facts, account);
  part->facts.from = part->filter->from;
  part->facts.to = part->filter->to;
  part->facts.filtered = !cabinet_ledger_filter_is_period (part->filter);
  part->facts.coming = list_coming (account, part->filter);
  if (self->path == NULL)
    self->path = g_build_filename (account->core->folder, "archive.db", NULL);
  g_ptr_array_add (self->parts, part);
}

void
cabinet_export_set_limit (CabinetExport *self, guint limit)
{
  g_return_if_fail (CABINET_IS_EXPORT (self));

  self->limit = limit;
}

/* Writing */

const char *
cabinet_export_format_get_suffix (CabinetExportFormat format)
{
  return format == CABINET_EXPORT_CSV_LOCAL ? "csv"
                                            : cabinet_enum_to_nick (CABINET_TYPE_EXPORT_FORMAT, format);
}

/**
 * cabinet_export_dup_file_name:
 * @self: an export
 * @format: of the file
 *
 * Returns: (transfer full): a name that a file of it may have: "tomtel-12345-2026-11-22.pdf"
 */
char *
cabinet_export_dup_file_name (CabinetExport *self, CabinetExportFormat format)
{
  CabinetExportPart *first = self->parts->len > 0 ? g_ptr_array_index (self->parts, 0) : NULL;
  g_autofree char *day = first != NULL ? cabinet_date_to_iso (first->facts.today) : NULL;

  return g_strdup_printf ("%s%s%s.%s", self->parts->len == 1 ? first->facts.account : "cabinet",
                          day != NULL ? "-" : "", day != NULL ? day : "",
                          cabinet_export_format_get_suffix (format));
}

/**
 * cabinet_export_write:
 * @self: an export
 * @format: any but UNKNOWN
 * @file: where to; its own errors are the caller's to look for
 * @error: (optional): CABINET_ERROR_STORAGE if the archive cannot be read, or months of it are damaged
 */
gboolean
cabinet_export_write (CabinetExport *self, CabinetExportFormat format, FILE *file, GError **error)
{
  g_autoptr (CabinetExportRows) rows = cabinet_export_open (self, error);

  if (rows == NULL || !cabinet_export_rows_verify (rows, error))
    return FALSE;
  switch (format)
    {
    case CABINET_EXPORT_CSV:
    case CABINET_EXPORT_CSV_LOCAL:
      return cabinet_export_write_csv (rows, file, format == CABINET_EXPORT_CSV_LOCAL, error);
    case CABINET_EXPORT_PDF:
      return cabinet_export_write_pdf (g_steal_pointer (&rows), file, error);
    case CABINET_EXPORT_OFX:
      return cabinet_export_write_ofx (rows, file, error);
    case CABINET_EXPORT_QIF:
      return cabinet_export_write_qif (rows, file, error);
    case CABINET_EXPORT_ICS:
      return cabinet_export_write_ics (rows, file, error);
    case CABINET_EXPORT_UNKNOWN:
    default:
      g_return_val_if_reached (FALSE);
    }
}

typedef struct
{
  CabinetExport *export;
  CabinetExportFormat format;
  char *path;
  gboolean force;
} SaveJob;

static void
save_job_free (gpointer data)
{
  SaveJob *job = data;

  g_object_unref (job->export);
  g_free (job->path);
  g_free (job);
}

static gboolean
write_job (FILE *file, gpointer data, GError **error)
{
  SaveJob *job = data;

  return cabinet_export_write (job->export, job->format, file, error);
}

/**
 * cabinet_export_save:
 * @self: an export
 * @format: of the file
 * @path: where to
 * @force: whether a file there is replaced
 * @error: (optional): CABINET_ERROR_INPUT if it is there already; CABINET_ERROR_STORAGE
 *
 * The file appears whole or not at all. Blocks: for the terminal.
 */
gboolean
cabinet_export_save (
  CabinetExport *self, CabinetExportFormat format, const char *path, gboolean force, GError **error)
{
  SaveJob job = { self, format, (char *) path, force };

  g_return_val_if_fail (CABINET_IS_EXPORT (self), FALSE);

  return cabinet_write_whole_file (path, force, 0666, write_job, &job, error);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SaveJob *job = data;
  GError *error = NULL;

  if (cabinet_write_whole_file (job->path, job->force, 0666, write_job, job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_export_save_async:
 *
 * [method@Export.save] in a thread of its own. @self is not to be changed before it ends.
 */
void
cabinet_export_save_async (CabinetExport *self,
                           CabinetExportFormat format,
                           const char *path,
                           gboolean force,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SaveJob *job = g_new0 (SaveJob, 1);

  job->export = g_object_ref (self);
  job->format = format;
  job->path = g_strdup (path);
  job->force = force;
  g_task_set_source_tag (task, cabinet_export_save_async);
  g_task_set_task_data (task, job, save_job_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
cabinet_export_save_finish (CabinetExport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
verify_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CabinetExportRows) rows = cabinet_export_open (CABINET_EXPORT (source), &error);

  if (rows != NULL && cabinet_export_rows_verify (rows, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_export_verify_async:
 *
 * Reads the months in a thread of its own. @self is not to be changed before it ends. Error:
 * %CABINET_ERROR_STORAGE if the archive cannot be read, or months of it are damaged.
 */
void
cabinet_export_verify_async (CabinetExport *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, cabinet_export_verify_async);
  g_task_run_in_thread (task, verify_in_thread);
}

gboolean
cabinet_export_verify_finish (CabinetExport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
