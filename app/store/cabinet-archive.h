/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cabinet-contract.h"
#include "cabinet-error.h"
#include "cabinet-operation.h"
#include "cabinet-overview.h"
#include "cabinet-provider-info.h"
#include "cabinet-stored.h"

G_BEGIN_DECLS

/* archive.db: everything Cabinet ever saw, kept for ever. WAL, synchronous NORMAL, 0600.
 *
 * One worker thread owns the writing connection; every *_async function queues work for it and answers in
 * the caller's main context. What a frame waits for (the household at start, windows of a statement) is
 * read through a second, read-only connection that the main thread owns: the functions without _async. */
#define CABINET_TYPE_ARCHIVE (cabinet_archive_get_type ())
G_DECLARE_FINAL_TYPE (CabinetArchive, cabinet_archive, CABINET, ARCHIVE, GObject)

/* What an ETag is kept of. */
#define CABINET_RESOURCE_PROVIDER "provider"
#define CABINET_RESOURCE_OVERVIEW "overview"
#define CABINET_RESOURCE_CAPABILITIES "capabilities"
#define CABINET_RESOURCE_MONTHS "months"

CabinetArchive *cabinet_archive_open (const char *path, GError **error);
void cabinet_archive_close (CabinetArchive *self);

/* What is read from here on is as of the first read, whatever is written meanwhile; until it is closed. For
 * an archive that was opened for one reading. */
gboolean cabinet_archive_begin_view (CabinetArchive *self, GError **error);

/* Main thread, read-only. */
GPtrArray *cabinet_archive_load_sign_ins (CabinetArchive *self, GError **error); /* of CabinetStoredSignIn */
GPtrArray *
cabinet_archive_load_accounts (CabinetArchive *self,
                               GError **error); /* of CabinetStoredAccount, in order, with overview */
char *cabinet_archive_load_validator (CabinetArchive *self,
                                      const char *account,
                                      const char *resource,
                                      GError **error);
GPtrArray *
cabinet_archive_load_months (CabinetArchive *self,
                             const char *account,
                             GError **error); /* of CabinetOperationMonth, newest first: what is archived */
CabinetLedgerState *
cabinet_archive_load_ledger_state (CabinetArchive *self, const char *account, GError **error);

/* Statement windows: months that match the filter with their counts and sums, then rows by month and offset.
 */
GArray *cabinet_archive_query_months (CabinetArchive *self,
                                      const char *account,
                                      const CabinetLedgerFilter *filter,
                                      GError **error); /* of CabinetLedgerMonth, newest first */
/* The same in a thread of its own, for a search as fast as somebody types: a cancelled one ends at once. */
void cabinet_archive_query_months_async (CabinetArchive *self,
                                         const char *account,
                                         const CabinetLedgerFilter *filter,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GArray *cabinet_archive_query_months_finish (CabinetArchive *self, GAsyncResult *result, GError **error);
/* Before anything is added up: how many there are, and which are the newest. */
void cabinet_archive_count_async (CabinetArchive *self,
                                  const char *account,
                                  const CabinetLedgerFilter *filter,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
CabinetLedgerFound *cabinet_archive_count_finish (CabinetArchive *self, GAsyncResult *result, GError **error);
/* What the operations of each month, or of each service, add up to. */
GPtrArray *cabinet_archive_query_groups (CabinetArchive *self,
                                         const char *account,
                                         const CabinetLedgerFilter *filter,
                                         CabinetLedgerGrouping grouping,
                                         gint64 limit,
                                         GError **error); /* of CabinetLedgerGroup */
void cabinet_archive_add_up_services_async (CabinetArchive *self,
                                            const char *account,
                                            CabinetDate from,
                                            CabinetDate to,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *
cabinet_archive_add_up_services_finish (CabinetArchive *self, GAsyncResult *result, GError **error);
GPtrArray *
cabinet_archive_query_rows (CabinetArchive *self,
                            const char *account,
                            const CabinetLedgerFilter *filter,
                            CabinetDate month,
                            guint offset,
                            guint limit,
                            GError **error); /* of CabinetOperation, newest first; month none = all */
/* All operations that match, in short: of CabinetLedgerLine, newest first; the same in the search's thread.
 */
GArray *cabinet_archive_query_lines (CabinetArchive *self,
                                     const char *account,
                                     const CabinetLedgerFilter *filter,
                                     GError **error);
void cabinet_archive_query_lines_async (CabinetArchive *self,
                                        const char *account,
                                        const CabinetLedgerFilter *filter,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GArray *cabinet_archive_query_lines_finish (CabinetArchive *self, GAsyncResult *result, GError **error);
GPtrArray *cabinet_archive_query_places (CabinetArchive *self,
                                         const char *account,
                                         const CabinetLedgerLine *lines,
                                         guint n,
                                         GError **error); /* of CabinetOperation; NULL where none is */
gboolean cabinet_archive_query_sum (CabinetArchive *self,
                                    const char *account,
                                    const CabinetLedgerFilter *filter,
                                    CabinetLedgerMonth *month,
                                    const guint8 *wanted,
                                    guint n,
                                    GError **error);
GStrv cabinet_archive_query_services (CabinetArchive *self, const char *account, GError **error);
GArray *cabinet_archive_query_daily_balances (CabinetArchive *self,
                                              const char *account,
                                              CabinetDate from,
                                              CabinetDate to,
                                              GError **error); /* of CabinetLedgerDay, oldest first */

/* Worker thread. Each call is one transaction. */
void cabinet_archive_save_sign_in_async (CabinetArchive *self,
                                         CabinetStoredSignIn *sign_in,
                                         GPtrArray *accounts,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void cabinet_archive_save_label_async (CabinetArchive *self,
                                       const char *account,
                                       const char *label,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void cabinet_archive_save_hidden_async (CabinetArchive *self,
                                        const char *account,
                                        gboolean hidden,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void cabinet_archive_save_web_forms_async (CabinetArchive *self,
                                           const char *sign_in,
                                           gboolean web_forms,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
void cabinet_archive_save_order_async (CabinetArchive *self,
                                       const char *const *accounts,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void cabinet_archive_save_provider_async (CabinetArchive *self,
                                          const char *sign_in,
                                          CabinetProviderInfo *info,
                                          const char *etag,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void cabinet_archive_save_overview_async (CabinetArchive *self,
                                          const char *account,
                                          CabinetOverview *overview /* NULL: not modified */,
                                          CabinetInstant read_at,
                                          CabinetInstant clock_skew,
                                          const char *etag,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void cabinet_archive_save_capabilities_async (CabinetArchive *self,
                                              const char *account,
                                              CabinetCapabilityList *capabilities,
                                              const char *etag,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
/* Upserts @operations; @month (nullable) is the server's word on one month whose rows these are *all*: rows
 * of it that are not among them are marked withdrawn, and its revision is recorded. Result:
 * CabinetLedgerChange. */
void cabinet_archive_save_operations_async (CabinetArchive *self,
                                            const char *account,
                                            GListModel *operations,
                                            CabinetOperationMonth *month,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean cabinet_archive_save_operations_finish (CabinetArchive *self,
                                                 GAsyncResult *result,
                                                 CabinetLedgerChange *change,
                                                 GError **error);
/* Records that the ledger is complete up to @months: epoch, seq, revisions of months, ETag. */
void cabinet_archive_save_ledger_state_async (CabinetArchive *self,
                                              const char *account,
                                              CabinetOperationMonths *months,
                                              const char *etag,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
/* Removes all local data of a contract, and its sign-in if that was its last. */
void cabinet_archive_erase_account_async (CabinetArchive *self,
                                          const char *account,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void cabinet_archive_check_async (CabinetArchive *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void cabinet_archive_verify_async (CabinetArchive *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
cabinet_archive_verify_finish (CabinetArchive *self, GAsyncResult *result, gboolean *over, GError **error);
gboolean cabinet_archive_tell_damaged (
  CabinetArchive *self, const char *account, CabinetDate from, CabinetDate to, GError **error);
gboolean cabinet_archive_verify_period (
  CabinetArchive *self, const char *account, CabinetDate from, CabinetDate to, GError **error);
gboolean cabinet_archive_finish (CabinetArchive *self, GAsyncResult *result, GError **error);

G_END_DECLS
