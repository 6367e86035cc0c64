/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household.h"
#include "demo-process.h"
#include "test-patience.h"

G_BEGIN_DECLS

/* A demo and a household of a test's own, asked step by step. To be called first in main(), before anything
 * reads the environment: a keyring in a file, folders of each test's own. */
void service_test_init (int *argc, char ***argv);
/* Registers a test that begins without any of the person's files. */
typedef void (*ServiceTest) (void);
void service_test_add (const char *path, ServiceTest test);
void service_forget_files (void);

/* How many requests of the demo that was started last match @method and contain @path. */
guint service_count_requests (const char *method, const char *path);
guint service_count_all_requests (void);

CabinetHousehold *service_open (void);
/* Closes, and asserts that the household and all its accounts are finalized. */
void service_close (CabinetHousehold *household);

CabinetProviderInfo *service_dup_descriptor (const char *id);
/* Signs in and adds; NULL with @error. The first account that was added. */
CabinetAccount *service_add (CabinetHousehold *household,
                             const char *provider,
                             const char *url,
                             const char *category,
                             const char *login,
                             const char *secret,
                             gboolean remember,
                             GError **error);
CabinetSignInStep *service_start (
  CabinetSignInFlow *flow, const char *category, const char *login, const char *secret, GError **error);
CabinetSignInStep *service_answer (CabinetSignInFlow *flow, const char *choice, GError **error);
CabinetAccount *service_add_demo (CabinetHousehold *household, DemoProcess *demo); /* Tomtel, 12345 */
gboolean service_refresh (CabinetAccount *account, CabinetSyncResult *summary, GError **error);
gboolean service_refresh_all (CabinetHousehold *household, GError **error);
gboolean service_remove (CabinetHousehold *household, CabinetAccount *account, GError **error);
gboolean service_set_label (CabinetAccount *account, const char *label);
/* What tells of a contract wherever it stands; and that no file of the person's folder holds any of it. */
GPtrArray *service_list_words (CabinetAccount *account); /* of char * */
void service_assert_forgotten (GPtrArray *words);
CabinetAccount *service_lookup (CabinetHousehold *household, const char *id);

/* The keyring's line of a sign-in, past the service. NULL = there is none. */
void service_write_keyring (const char *sign_in, const char *line);
char *service_read_keyring (const char *sign_in);

/* Runs the main loop until @done gives TRUE; fails after 30 s. */
void service_wait_until (gboolean (*done) (gpointer data), gpointer data);
/* For any asynchronous call: @user_data is a GAsyncResult **, which is then waited for and given back. */
void service_on_result (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *service_wait_for (GAsyncResult **result);
/* Runs the main loop for so long. */
void service_run_for (guint ms);

char *service_control (DemoProcess *demo, const char *verb, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
