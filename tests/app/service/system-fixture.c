/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "system-fixture.h"

#include <sqlite3.h>

#include "cabinet-statement.h"

#define USER                                                                                     \
  "{\"uid\":4207,\"login\":\"moroz\",\"deposit\":%s,\"credit\":0,\"creditDate\":\"0000-00-00\"," \
  "\"reduction\":0,\"activate\":\"0000-00-00\",\"expire\":\"0000-00-00\"}"
#define INTERNET                                                                                \
  "[{\"id\":7,\"uid\":4207,\"tpId\":101,\"tpName\":\"Home 100\",\"monthFee\":220,\"dayFee\":0," \
  "\"internetStatus\":0,\"statusName\":\"enable\",\"ip\":\"10.9.8.7\",\"canChangeTp\":true,"    \
  "\"activatePrice\":0}]"
#define USERDATA                                                                                  \
  "{\"login\":\"sydorenko_o\",\"realname\":\"Sydorenko\",\"contract\":\"407-25\",\"cash\":%s,"    \
  "\"credit\":\"0\",\"creditexpire\":\"No\",\"payid\":\"168363015\",\"tariff\":\"Start-30\","     \
  "\"tariffnm\":\"No\",\"traffdownload\":\"%s\",\"accountstate\":\"active\",\"accountexpire\":9," \
  "\"currency\":\"\\u0433\\u0440\\u043d\"}"

static void
put (Player *player, const char *path, const char *answer)
{
  g_autofree char *target = g_strconcat (ABILLS_READ, path, NULL);

  player_put (player, "GET", target, NULL, 200, NULL, answer);
}

void
system_put_abills (Player *player)
{
  g_autofree char *user = g_strdup_printf (USER, "152.345");

  player_put (player, "POST", "/api.cgi/user/login", "{\"login\":\"moroz\",\"password\":\"frost-7\"}", 200,
              NULL, "{\"login\":\"moroz\",\"sid\":\"Kd83hsLq0pWm2vXe\",\"uid\":4207}");
  put (player, "config",
       "{\"login\":{\"maxLength\":20},\"organization\":{\"organizationName\":\"Frost Net\"},"
       "\"auth\":{\"phone\":1}}");
  put (player, "user", user);
  put (player, "user/pi", "{\"fio\":\"Moroz Ivan\",\"contractId\":\"\",\"addressFull\":\" Lisna 4\"}");
  put (player, "user/config",
       "{\"internetUserInfo\":1,\"internetUserChgTp\":1,\"internet\":{\"now\":0,\"nextMonth\":1},"
       "\"holdup\":[{\"minPeriod\":3,\"maxPeriod\":30,\"activeFees\":0,\"dailyFees\":0}],"
       "\"userHoldupAll\":1,\"msgsUser\":1,\"portalNews\":1,\"abonClient\":1,"
       "\"system\":{\"currency\":980}}");
  put (player, "user/internet", INTERNET);
  put (player, "user/abon", "[]");
  put (player, "user/recommendedPay", "{\"sum\":68,\"allServicesSum\":220,\"minSum\":0}");
  put (player, "user/msgs", "[]");
  put (player, "user/portal/news", "{\"news\":[],\"topics\":[]}");
}

void
system_put (System *f, const char *target, const char *answer)
{
  player_put (f->player, "GET", target, NULL, 200, NULL, answer);
}

void
system_put_ledger (System *f, const char *payments, const char *fees)
{
  put (f->player, "user/payments", payments);
  put (f->player, "user/fees", fees);
}

void
system_move_abills (System *f, const char *deposit)
{
  g_autofree char *user = g_strdup_printf (USER, deposit);

  put (f->player, "user", user);
}

void
system_move_ubilling (System *f, const char *cash, const char *traffic)
{
  g_autofree char *userdata = g_strdup_printf (USERDATA, cash, traffic);

  system_put (f, UBILLING_READ, userdata);
}

CabinetSignInFlow *
system_flow_new (System *f, const char *connector, const char *path)
{
  g_autoptr (CabinetProviderInfo) info = g_object_new (CABINET_TYPE_PROVIDER_INFO, NULL);
  g_autofree char *url = g_strconcat (player_get_url (f->player), path, NULL);

  info->connector = g_strdup (connector);
  return cabinet_sign_in_flow_new (f->household, info, url);
}

static void
add (System *f, const char *connector, const char *path, const char *login, const char *secret)
{
  g_autoptr (CabinetSignInFlow) flow = system_flow_new (f, connector, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetSignInStep) step = NULL;

  cabinet_sign_in_flow_set_remember (flow, TRUE);
  step = service_start (flow, NULL, login, secret, &error);
  g_assert_no_error (error);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_cmpuint (cabinet_sign_in_flow_get_accounts (flow)->len, ==, 1);
  f->account = g_object_ref (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0));
}

void
system_set_up_abills (System *f, gconstpointer data)
{
  service_forget_files ();
  f->player = player_new (NULL, 0);
  system_put_abills (f->player);
  f->household = service_open ();
  add (f, "abills", "/api.cgi", "moroz", "frost-7");
}

void
system_set_up_ubilling (System *f, gconstpointer data)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", "ubilling", NULL);

  service_forget_files ();
  f->player = player_new (folder, 0);
  f->household = service_open ();
  add (f, "ubilling", "/", "sydorenko_o", "горобець");
}

void
system_tear_down (System *f, gconstpointer data)
{
  g_clear_object (&f->account);
  service_close (f->household);
  player_free (f->player);
}

void
system_reopen (System *f)
{
  g_clear_object (&f->account);
  service_close (f->household);
  f->household = service_open ();
  f->account = g_list_model_get_item (G_LIST_MODEL (f->household), 0);
}

void
system_refresh_well (System *f, CabinetSyncResult *summary)
{
  g_autoptr (GError) error = NULL;

  service_refresh (f->account, summary, &error);
  g_assert_no_error (error);
}

static void
add_sum (GString *text, CabinetMoney sum)
{
  g_string_append_printf (text, " %s%" G_GINT64_FORMAT ".%03d", sum.micros < 0 ? "-" : "",
                          ABS (sum.micros) / CABINET_MONEY_UNIT,
                          (int) (ABS (sum.micros) % CABINET_MONEY_UNIT / 1000));
}

char *
system_dup_ledger (System *f)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (f->account);
  GString *text = g_string_new (NULL);

  cabinet_statement_set_months (statement, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (statement)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (statement), i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", row->operation->id);
      add_sum (text, row->operation->amount);
      g_string_append_printf (text, " %s", row->operation->title);
    }
  return g_string_free (text, FALSE);
}

char *
system_dup_months (System *f)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (f->account);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (statement)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (statement), i);
      g_autofree char *month = NULL;

      if (row->kind != CABINET_STATEMENT_ROW_MONTH)
        continue;
      month = cabinet_date_to_iso (row->month);
      g_string_append_printf (text, "%s%.7s: %u", text->len > 0 ? "|" : "", month, row->count);
      add_sum (text, row->charged);
      add_sum (text, row->credited);
    }
  return g_string_free (text, FALSE);
}

gint64
system_query (const char *database, const char *sql)
{
  g_autofree char *name = g_strconcat (database, ".db", NULL);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "cabinet", name, NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 result = 0;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    result = sqlite3_column_int64 (statement, 0);
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return result;
}
