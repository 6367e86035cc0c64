/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-sign-in.h"

G_BEGIN_DECLS

/* Reads a part of a ledger page by page, and sees to it that the pages can be believed: a row that comes
 * twice, a cursor that comes back or a page of another epoch is an error. What one page can show by itself
 * the provider has checked. */
typedef struct _CabinetLedgerReader CabinetLedgerReader;

/* @month: its first day, or none for the changes after @since. @epoch: that all pages must be of. */
CabinetLedgerReader *cabinet_ledger_reader_new (
  CabinetSignIn *sign_in, const char *contract, const char *epoch, CabinetDate month, gint64 since);
void cabinet_ledger_reader_free (CabinetLedgerReader *self);
gboolean cabinet_ledger_reader_is_done (CabinetLedgerReader *self);
void cabinet_ledger_reader_next_async (CabinetLedgerReader *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
CabinetOperationPage *
cabinet_ledger_reader_next_finish (CabinetLedgerReader *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetLedgerReader, cabinet_ledger_reader_free)

G_END_DECLS
