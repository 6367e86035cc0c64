/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-notices.h"

#include "demo-events.h"
#include "demo-handlers.h"
#include "demo-tokens.h"

/* After four weeks the notices come again, so that there always are some. */
#define ROUND_DAYS 28

static const DemoNotice *
list_notices (const DemoTenant *tenant)
{
  for (const DemoNotices *each = demo_notices; each->tenant != NULL; each++)
    if (g_str_equal (each->tenant, tenant->id))
      return each->notices;
  g_error ("Tenant %s has no notices", tenant->id);
}

static CabinetDate
get_first_day (DemoWorld *world, GTimeZone *zone, int *round)
{
  CabinetDate born = cabinet_date_of_instant (world->born, zone);
  CabinetDate today = cabinet_date_of_instant (demo_clock_now (&world->clock), zone);

  *round = today > born ? (int) (today - born) / ROUND_DAYS : 0;
  return born + (CabinetDate) (*round * ROUND_DAYS);
}

static CabinetInstant
get_moment (CabinetDate first, const DemoMoment *moment, GTimeZone *zone)
{
  if (moment->minute < 0)
    return 0;
  return demo_midnight ((CabinetDate) ((int) first + moment->day), zone) + moment->minute * DEMO_MINUTE;
}

/* Of one contract, so that a mark needs no more than the id, and nobody guesses another one's. */
static char *
make_id (const char *contract, const DemoNotice *notice, int round)
{
  g_autofree char *text = g_strdup_printf ("%s/%s/%d", contract, notice->id, round);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("n%.16s", digest);
}

/* Returns: (transfer full) (nullable): the notice as it goes over the wire, if it is to be shown now */
static CabinetNotice *
make_record (DemoWorld *world, DemoContract *contract, const DemoNotice *notice, DemoLanguage language)
{
  GTimeZone *zone = demo_tenant_get_zone (contract->tenant);
  CabinetInstant now = demo_clock_now (&world->clock);
  int round;
  CabinetDate first = get_first_day (world, zone, &round);
  CabinetInstant at = get_moment (first, &notice->at, zone);
  CabinetInstant expires = get_moment (first, &notice->expires, zone);
  CabinetNotice *record;

  if (at > now || (expires != 0 && expires <= now))
    return NULL;
  record = g_object_new (CABINET_TYPE_NOTICE, NULL);
  record->id = make_id (contract->id, notice, round);
  record->kind = notice->kind;
  record->title = g_strdup (demo_text (&notice->title, language));
  record->text = g_strdup (demo_text (&notice->text, language));
  record->at = at;
  record->starts_at = get_moment (first, &notice->starts, zone);
  record->ends_at = get_moment (first, &notice->ends, zone);
  record->expires_at = expires;
  if (notice->effective_months > 0)
    record->effective_on =
      cabinet_date_add_months (cabinet_date_month_start (first), notice->effective_months);
  record->read = demo_database_get_int (world->database,
                                        "SELECT count (*) FROM notice_read WHERE contract = ? AND notice = ?",
                                        "is", contract->row, record->id)
                 != 0;
  return record;
}

static int
compare_by_time (gconstpointer a, gconstpointer b, gpointer data)
{
  const CabinetNotice *one = a;
  const CabinetNotice *other = b;

  return one->at < other->at ? 1 : one->at > other->at ? -1 : 0;
}

void
demo_handle_notices (DemoExchange *x)
{
  g_autoptr (CabinetNoticeList) list = g_object_new (CABINET_TYPE_NOTICE_LIST, NULL);

  for (const DemoNotice *each = list_notices (x->tenant); each->id != NULL; each++)
    {
      g_autoptr (CabinetNotice) record = make_record (x->world, x->contract, each, x->language);

      if (record != NULL)
        g_list_store_insert_sorted (list->notices, record, compare_by_time, NULL);
    }
  demo_exchange_reply (x, 200, list);
}

/* Returns: whether @contract has a notice of that id now */
static gboolean
has_notice (DemoExchange *x, DemoContract *contract)
{
  for (const DemoNotice *each = list_notices (x->tenant); each->id != NULL; each++)
    {
      g_autoptr (CabinetNotice) record = make_record (x->world, contract, each, x->language);

      if (record != NULL && g_str_equal (record->id, x->parameter))
        return TRUE;
    }
  return FALSE;
}

void
demo_handle_read_notice (DemoExchange *x)
{
  g_autoptr (GArray) rows = demo_family_list_contracts (x->world, x->tenant, x->family);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (DemoContract) contract = demo_contract_load (x->world, g_array_index (rows, gint64, i));

      if (!has_notice (x, contract))
        continue;
      demo_database_run (x->world->database,
                         "INSERT OR IGNORE INTO notice_read (contract, notice) VALUES (?, ?)", "is",
                         contract->row, x->parameter);
      if (demo_database_changes (x->world->database) > 0)
        demo_event_emit (x->world, contract->row, CABINET_EVENT_KIND_NOTICE, x->parameter);
      demo_exchange_reply_nothing (x);
      return;
    }
  demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
}

static void
tell_subscribers (DemoWorld *world, const DemoTenant *tenant, const DemoNotice *notice, int round)
{
  g_autoptr (GArray) contracts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *rows = demo_database_query (
    world->database, "SELECT id, public FROM contract WHERE tenant = ? AND born > 0", "s", tenant->id);

  while (demo_row (rows))
    {
      gint64 row = sqlite3_column_int64 (rows, 0);

      g_array_append_val (contracts, row);
      g_ptr_array_add (ids, make_id (demo_column_text (rows, 1), notice, round));
    }
  demo_database_begin (world->database);
  for (guint i = 0; i < contracts->len; i++)
    demo_event_emit (world, g_array_index (contracts, gint64, i), CABINET_EVENT_KIND_NOTICE, ids->pdata[i]);
  demo_database_set_meta (world->database, "notices_told", demo_clock_now (&world->clock));
  demo_database_commit (world->database);
}

static gboolean
is_between (CabinetInstant moment, CabinetInstant after, CabinetInstant to)
{
  return moment > after && moment <= to;
}

/**
 * demo_notices_work:
 *
 * Tells who waits of notices that came or went since it last did. Nothing is written where there are none.
 */
void
demo_notices_work (DemoWorld *world)
{
  CabinetInstant now = demo_clock_now (&world->clock);
  CabinetInstant told = demo_database_get_meta (world->database, "notices_told");

  if (told == 0)
    demo_database_set_meta (world->database, "notices_told", told = now);
  for (guint i = 0; demo_tenants[i] != NULL; i++)
    {
      GTimeZone *zone = demo_tenant_get_zone (demo_tenants[i]);
      int round;
      CabinetDate first = get_first_day (world, zone, &round);

      for (const DemoNotice *each = list_notices (demo_tenants[i]); each->id != NULL; each++)
        if (is_between (get_moment (first, &each->at, zone), told, now)
            || is_between (get_moment (first, &each->expires, zone), told, now))
          tell_subscribers (world, demo_tenants[i], each, round);
    }
}
