/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"

G_BEGIN_DECLS

#define ACCOUNT "tomtel-12345"
#define OTHER_ACCOUNT "telemir-48-11702"

/* An archive in a folder of its own, with one contract each of two sign-ins. */
typedef struct
{
  char *folder;
  char *path;
  CabinetArchive *archive;
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);
void store_fixture_reopen (StoreFixture *fixture);
void store_remove_folder (const char *folder);

/* Waits for the answer to an async call whose callback is store_on_done and whose data is the result. */
void store_on_done (GObject *source, GAsyncResult *result, gpointer user_data);
void store_wait (GAsyncResult **result);
void store_finish (StoreFixture *fixture, GAsyncResult **result);

/* All is well, and so much so that nothing is made anew. */
void store_check_finds_nothing (StoreFixture *fixture);

CabinetStoredSignIn *store_new_sign_in (const char *id, const char *login);
CabinetStoredAccount *store_new_account (const char *id, const char *sign_in, const char *number);
CabinetOverview *store_new_overview (gint64 balance);
CabinetOperation *store_new_operation (const char *id, const char *date, gint64 micros);
CabinetOperationMonth *store_new_month (const char *month, gint64 revision);
void store_add_contract (StoreFixture *fixture, const char *account, const char *sign_in, const char *login);
CabinetLedgerChange
store_save (StoreFixture *fixture, const char *account, GListStore *operations, CabinetOperationMonth *month);
CabinetDate store_date (const char *iso);

/* Runs SQL on the file by a connection of its own; the first column of the first row, or NULL. */
char *store_sql (const char *path, const char *sql);

G_END_DECLS
