/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-cursor.h"
#include "demo-ledger.h"
#include "demo-payment.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 500

void
demo_handle_months (DemoExchange *x)
{
  DemoContract *contract = x->contract;
  g_autoptr (CabinetOperationMonths) list = g_object_new (CABINET_TYPE_OPERATION_MONTHS, NULL);
  sqlite3_stmt *rows;

  list->epoch = demo_contract_dup_epoch (contract);
  list->seq = contract->seq;
  rows = demo_database_query (x->world->database,
                              "SELECT month, count, charged, credited, closing, revision FROM month"
                              " WHERE contract = ? ORDER BY month DESC",
                              "i", contract->row);
  while (demo_row (rows))
    {
      g_autoptr (CabinetOperationMonth) month = g_object_new (CABINET_TYPE_OPERATION_MONTH, NULL);

      month->month = (CabinetDate) sqlite3_column_int64 (rows, 0);
      month->count = sqlite3_column_int64 (rows, 1);
      month->charged = demo_contract_money (contract, sqlite3_column_int64 (rows, 2));
      month->credited = demo_contract_money (contract, sqlite3_column_int64 (rows, 3));
      month->closing_balance = demo_contract_money (contract, sqlite3_column_int64 (rows, 4));
      month->revision = sqlite3_column_int64 (rows, 5);
      g_list_store_append (list->months, month);
    }
  demo_exchange_reply (x, 200, list);
}

static const char *
service_title (DemoContract *contract, const char *id, CabinetDate date, DemoLanguage language)
{
  for (int i = 0; id != NULL && i < DEMO_N_SLOTS; i++)
    {
      const DemoService *service = demo_contract_get_slot (contract, i, date);

      if (service != NULL && g_str_equal (service->id, id))
        return demo_text (&service->title, language);
    }
  return id;
}

/* Of a row of COLUMNS. */
static CabinetOperation *
read_operation (DemoWorld *world, DemoContract *contract, sqlite3_stmt *row, DemoLanguage language)
{
  CabinetOperation *operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  const char *words = demo_column_text (row, 9);
  gint64 number = sqlite3_column_int64 (row, 12);

  operation->date = (CabinetDate) sqlite3_column_int64 (row, 0);
  operation->at = sqlite3_column_int64 (row, 1);
  operation->id = demo_operation_id (sqlite3_column_int64 (row, 2));
  operation->revision = sqlite3_column_int64 (row, 3);
  operation->withdrawn = sqlite3_column_int (row, 4) != 0;
  operation->kind = sqlite3_column_int (row, 5);
  operation->amount = demo_contract_money (contract, sqlite3_column_int64 (row, 6));
  if (sqlite3_column_type (row, 7) != SQLITE_NULL)
    operation->balance_after = demo_contract_money (contract, sqlite3_column_int64 (row, 7));
  operation->title = words != NULL ? g_strdup (words)
                                   : demo_title_dup (sqlite3_column_int (row, 8), operation->date, language);
  operation->service =
    g_strdup (service_title (contract, demo_column_text (row, 10), operation->date, language));
  if (sqlite3_column_int (row, 11) == DEMO_METHOD_ONLINE)
    operation->method =
      demo_payment_dup_method (world, contract->row, sqlite3_column_int64 (row, 2), language);
  else
    operation->method = g_strdup (demo_method_words (sqlite3_column_int (row, 11), language));
  if (number != 0)
    operation->number = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  operation->note = g_strdup (demo_note_words (sqlite3_column_int (row, 13), language));
  return operation;
}

#define COLUMNS                                                                                            \
  "date, at, n, revision, withdrawn, kind, amount, balance_after, title, words, service, method, number, " \
  "note, seq"

static sqlite3_stmt *
query_page (DemoExchange *x, const DemoCursor *from, gint64 limit)
{
  DemoDatabase *database = x->world->database;
  CabinetDate low = from->month;
  CabinetDate high = from->month != CABINET_DATE_NONE ? cabinet_date_month_end (from->month) : G_MAXINT32;

  if (from->feed)
    return demo_database_query (database,
                                "SELECT " COLUMNS " FROM operation WHERE contract = ? AND seq > ?"
                                " ORDER BY seq LIMIT ?",
                                "iii", x->contract->row, from->since, limit);
  if (from->date == CABINET_DATE_NONE)
    return demo_database_query (database,
                                "SELECT " COLUMNS
                                " FROM operation WHERE contract = ? AND date BETWEEN ? AND ?"
                                " ORDER BY date DESC, at DESC, n DESC LIMIT ?",
                                "iiii", x->contract->row, (gint64) low, (gint64) high, limit);
  return demo_database_query (database,
                              "SELECT " COLUMNS " FROM operation WHERE contract = ? AND date >= ?"
                              " AND (date, at, n) < (?, ?, ?) ORDER BY date DESC, at DESC, n DESC LIMIT ?",
                              "iiiiii", x->contract->row, (gint64) low, (gint64) from->date, from->at,
                              from->n, limit);
}

/* Moves @cursor behind the rows that it fills @page with. Returns: whether there are more. */
static gboolean
fill_page (DemoExchange *x, DemoCursor *cursor, gint64 limit, CabinetOperationPage *page)
{
  sqlite3_stmt *rows = query_page (x, cursor, limit + 1);
  gint64 count = 0;

  while (demo_row (rows))
    {
      g_autoptr (CabinetOperation) operation = NULL;

      if (count++ == limit)
        {
          demo_rows_end (rows);
          return TRUE;
        }
      operation = read_operation (x->world, x->contract, rows, x->language);
      g_list_store_append (page->operations, operation);
      cursor->date = operation->date;
      cursor->at = operation->at;
      cursor->n = sqlite3_column_int64 (rows, 2);
      if (cursor->feed)
        cursor->since = sqlite3_column_int64 (rows, 14);
    }
  return FALSE;
}

static gboolean
read_month (DemoExchange *x, CabinetDate *month)
{
  const char *text = demo_exchange_get_query (x, "month");
  g_autofree char *day = NULL;

  *month = CABINET_DATE_NONE;
  if (text == NULL)
    return TRUE;
  day = g_strconcat (text, "-01", NULL);
  if (strlen (text) == strlen ("YYYY-MM") && cabinet_date_parse (day, month))
    return TRUE;
  demo_exchange_refuse_value (x, "month", "not a month such as 2026-11");
  return FALSE;
}

/* What a first page reads. Returns: whether it can be; else the refusal is given. */
static gboolean
begin_reading (DemoExchange *x, DemoCursor *cursor)
{
  const char *epoch = demo_exchange_get_query (x, "epoch");
  g_autofree char *present = demo_contract_dup_epoch (x->contract);

  cursor->contract = x->contract->row;
  cursor->epoch = x->contract->epoch;
  cursor->seq = x->contract->seq;
  cursor->feed = demo_exchange_get_query (x, "since") != NULL;
  if (!read_month (x, &cursor->month)
      || !demo_exchange_read_number (x, "since", 0, G_MAXINT64, 0, &cursor->since))
    return FALSE;
  if (cursor->feed && cursor->month != CABINET_DATE_NONE)
    {
      demo_exchange_refuse_value (x, "since", "not together with a month");
      return FALSE;
    }
  if ((epoch != NULL && !g_str_equal (epoch, present)) || cursor->since > cursor->seq)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_GONE);
      return FALSE;
    }
  return TRUE;
}

/* A further page: what else is said must be what the first one was asked. */
static gboolean
go_on_reading (DemoExchange *x, const char *text, DemoCursor *cursor)
{
  CabinetDate month;

  if (!read_month (x, &month))
    return FALSE;
  if (!demo_cursor_parse (text, cursor) || cursor->contract != x->contract->row
      || (month != CABINET_DATE_NONE && month != cursor->month)
      || (demo_exchange_get_query (x, "since") != NULL && !cursor->feed))
    {
      demo_exchange_refuse_value (x, "cursor", "not a cursor of this reading");
      return FALSE;
    }
  if (cursor->epoch != x->contract->epoch)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_GONE);
      return FALSE;
    }
  return TRUE;
}

void
demo_handle_operations (DemoExchange *x)
{
  const char *text = demo_exchange_get_query (x, "cursor");
  g_autoptr (CabinetOperationPage) page = NULL;
  DemoCursor cursor = { 0 };
  gint64 limit;

  if (!demo_exchange_read_number (x, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT, &limit))
    return;
  if (text != NULL ? !go_on_reading (x, text, &cursor) : !begin_reading (x, &cursor))
    return;

  page = g_object_new (CABINET_TYPE_OPERATION_PAGE, NULL);
  page->epoch = demo_contract_dup_epoch (x->contract);
  page->covers_from = (CabinetDate) demo_database_get_int (
    x->world->database, "SELECT min (date) FROM operation WHERE contract = ?", "i", x->contract->row);
  if (fill_page (x, &cursor, limit, page))
    page->next = demo_cursor_to_text (&cursor);
  /* A feed stands where its page ends; a ledger stood where its first page found it. */
  page->seq = cursor.feed && page->next != NULL ? cursor.since : cursor.feed ? x->contract->seq : cursor.seq;
  demo_exchange_reply (x, 200, page);
}
