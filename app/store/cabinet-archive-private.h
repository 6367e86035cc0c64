/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-db.h"
#include "cabinet-record-sql.h"
#include "cabinet-store-file.h"

G_BEGIN_DECLS

struct _CabinetArchive
{
  GObject parent_instance;

  CabinetStoreFile file;
  CabinetWorker *searchers; /* read only; begun when first needed */
  GHashTable *unreadable;   /* "OWNER RESOURCE": what this version could not decode is not validated */
};

const CabinetSchema *cabinet_archive_get_schema (void);
CabinetDb *cabinet_archive_get_reader (CabinetArchive *self, GError **error);
void cabinet_archive_push (CabinetArchive *self,
                           gpointer job,
                           GDestroyNotify free_job,
                           CabinetWork work,
                           CabinetWorkMode mode,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void cabinet_archive_note_unreadable (CabinetArchive *self, const char *owner, const char *resource);

/* Asked in a thread that searches (cabinet-archive-search.c). (transfer full): the answer; NULL = an error */
typedef gpointer (*CabinetArchiveQuestion) (CabinetDb *db,
                                            const char *account,
                                            const CabinetLedgerFilter *filter,
                                            GError **error);

void cabinet_archive_search (CabinetArchive *self,
                             CabinetArchiveQuestion question,
                             GDestroyNotify free_answer,
                             const char *account,
                             const CabinetLedgerFilter *filter,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer cabinet_archive_search_finish (CabinetArchive *self,
                                        CabinetArchiveQuestion question,
                                        GAsyncResult *result,
                                        GError **error);

/* What most jobs need; a job with more of its own begins with one. */
typedef struct
{
  char *owner; /* an account or a sign-in */
  char *text;
  char *etag;
  GObject *record;
  gint64 numbers[2];
} CabinetArchiveJob;

CabinetArchiveJob *
cabinet_archive_job_new (const char *owner, const char *text, const char *etag, gpointer record);
void cabinet_archive_job_free (gpointer data);

/* The row of an account; FALSE with an error if there is none. @currency (nullable) is to be freed. */
gboolean cabinet_archive_find_account (
  CabinetDb *db, const char *account, gint64 *pk, char **currency, GError **error);
gboolean cabinet_archive_must_change (CabinetDb *db, const char *owner, GError **error);
gboolean cabinet_archive_put_validator (
  CabinetDb *db, const char *owner, const char *resource, const char *etag, GError **error);
gboolean cabinet_archive_put_revision (
  CabinetDb *db, gint64 account, CabinetDate month, gint64 revision, GError **error);

/* What the digest of an operation is made of: @account, then @pattern for each of its columns. */
char *cabinet_archive_join_digested (const char *account, const char *pattern);
/* All months that are not what was saved are marked. After a whole month was read, one that was marked is so
 * no more. */
gboolean cabinet_archive_mark_damaged (CabinetDb *db, GError **error);
gboolean cabinet_archive_mend_month (CabinetDb *db, gint64 account, CabinetDate month, GError **error);
/* Within a transaction: adds rows and renews known ones, but for what is of a lower revision. */
gboolean cabinet_archive_put_operations (
  CabinetDb *db, const char *account, GPtrArray *operations, CabinetLedgerChange *change, GError **error);

/* A table of records that are kept for ever (cabinet-archive-records.c): its last column is the record
 * itself, as JSON; those before it are only what rows are found and ordered by. */
typedef struct
{
  GType (*type) (void);
  const char *put;                                                   /* ?1 = account, ?2 = the JSON */
  void (*bind) (CabinetStatementHandle *statement, gpointer record); /* the rest of put, from ?3 on */
} CabinetRecordTable;

/* @select: ?1 = account, ?2 = its id, ?3 = of what it is a part. NULL without an error: it is not archived.
 */
gpointer cabinet_archive_lookup_record (CabinetArchive *self,
                                        const CabinetRecordTable *table,
                                        const char *select,
                                        const char *account,
                                        const char *id,
                                        const char *parent,
                                        GError **error);
/* @select: ?1 = account, ?2 = how many. */
GPtrArray *cabinet_archive_load_records (CabinetArchive *self,
                                         const CabinetRecordTable *table,
                                         const char *select,
                                         const char *account,
                                         guint limit,
                                         GError **error);
void cabinet_archive_save_records_async (CabinetArchive *self,
                                         const CabinetRecordTable *table,
                                         const char *account,
                                         GPtrArray *records,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean cabinet_archive_save_records_finish (CabinetArchive *self,
                                              GAsyncResult *result,
                                              guint *changed,
                                              GError **error);

G_END_DECLS
