/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "cabinet-conversation.h"
#include "cabinet-notice-feed.h"
#include "cabinet-plan.h"
#include "cabinet-top-ups.h"

const CliReader cli_overview_reader = {
  cabinet_account_refresh_overview_async,
  cabinet_account_refresh_overview_finish,
};

static gboolean
finish_account (CabinetAccount *account, GAsyncResult *result, GError **error)
{
  return cabinet_account_refresh_finish (account, result, NULL, error);
}

const CliReader cli_account_reader = { cabinet_account_refresh_async, finish_account };

static void
start_notices (CabinetAccount *account,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  cabinet_notice_feed_refresh_async (cabinet_account_get_notice_feed (account), cancellable, callback,
                                     user_data);
}

static gboolean
finish_notices (CabinetAccount *account, GAsyncResult *result, GError **error)
{
  return cabinet_notice_feed_refresh_finish (cabinet_account_get_notice_feed (account), result, error);
}

const CliReader cli_notices_reader = { start_notices, finish_notices };

static void
start_plan (CabinetAccount *account,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  cabinet_plan_refresh_async (cabinet_account_get_plan (account), cancellable, callback, user_data);
}

static gboolean
finish_plan (CabinetAccount *account, GAsyncResult *result, GError **error)
{
  return cabinet_plan_refresh_finish (cabinet_account_get_plan (account), result, error);
}

const CliReader cli_plan_reader = { start_plan, finish_plan };

static void
start_top_ups (CabinetAccount *account,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  cabinet_top_ups_refresh_async (cabinet_account_get_top_ups (account), cancellable, callback, user_data);
}

static gboolean
finish_top_ups (CabinetAccount *account, GAsyncResult *result, GError **error)
{
  return cabinet_top_ups_refresh_finish (cabinet_account_get_top_ups (account), result, error);
}

const CliReader cli_top_ups_reader = { start_top_ups, finish_top_ups };

static void
start_conversation (CabinetAccount *account,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  cabinet_conversation_refresh_async (cabinet_account_get_conversation (account), cancellable, callback,
                                      user_data);
}

static gboolean
finish_conversation (CabinetAccount *account, GAsyncResult *result, GError **error)
{
  return cabinet_conversation_refresh_finish (cabinet_account_get_conversation (account), result, error);
}

const CliReader cli_conversation_reader = { start_conversation, finish_conversation };
