/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-ledger-query.h"

#include "cabinet-operation.h"
#include "cabinet-place.h"

typedef struct
{
  char *text; /* NULL = a number */
  gint64 number;
} CabinetQueryValue;

static void
value_clear (gpointer data)
{
  g_free (((CabinetQueryValue *) data)->text);
}

void
cabinet_ledger_query_clear (CabinetLedgerQuery *self)
{
  if (self->sql != NULL)
    g_string_free (self->sql, TRUE);
  g_clear_pointer (&self->values, g_array_unref);
  self->sql = NULL;
}

static void
add_value (CabinetLedgerQuery *self, const char *sql, CabinetQueryValue value)
{
  g_array_append_val (self->values, value);
  g_string_append_printf (self->sql, "%s?%u", sql, self->values->len);
}

void
cabinet_ledger_query_add_number (CabinetLedgerQuery *self, const char *sql, gint64 number)
{
  add_value (self, sql, (CabinetQueryValue){ .number = number });
}

/* @text: (transfer full) */
void
cabinet_ledger_query_add_text (CabinetLedgerQuery *self, const char *sql, char *text)
{
  add_value (self, sql, (CabinetQueryValue){ .text = text });
}

static void
add_days (CabinetLedgerQuery *self, const char *sql, gint64 account, CabinetDate from, CabinetDate to)
{
  g_string_append_printf (self->sql, "%s%s", sql, self->place);
  cabinet_ledger_query_add_number (self, " between ", cabinet_place_first (account, from));
  cabinet_ledger_query_add_number (self, " and ", cabinet_place_last (account, to));
}

static void
add_side (CabinetLedgerQuery *self, const CabinetLedgerFilter *filter)
{
  static const char charges[] = "(kind = 'charge' or (kind = 'correction' and amount < 0))";

  if (filter->side != CABINET_LEDGER_ALL)
    g_string_append_printf (self->sql, " and %s%s", filter->side == CABINET_LEDGER_PAYMENTS ? "not " : "",
                            charges);
  if (filter->kind != 0)
    cabinet_ledger_query_add_text (
      self, " and kind = ", g_strdup (cabinet_enum_to_nick (CABINET_TYPE_OPERATION_KIND, filter->kind)));
}

static void
add_service_and_sum (CabinetLedgerQuery *self, const CabinetLedgerFilter *filter)
{
  if (filter->service != NULL)
    cabinet_ledger_query_add_text (self, " and coalesce (service, '') = ", g_strdup (filter->service));
  if (filter->least != 0)
    cabinet_ledger_query_add_number (self, " and abs (amount) >= ", filter->least);
  if (filter->most != 0)
    cabinet_ledger_query_add_number (self, " and abs (amount) <= ", filter->most);
}

/* Months of the archive that @dates means, as ranges of keys: of months that follow each other one. */
static gboolean
add_months (
  CabinetLedgerQuery *self, CabinetDb *db, gint64 account, const CabinetLedgerDates *dates, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (
    db, "select month from months where account = ?1 and count > 0 order by month", error);
  CabinetDate from = CABINET_DATE_NONE, to = CABINET_DATE_NONE;
  CabinetStep step;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetDate month;

      if (!cabinet_date_parse ((const char *) sqlite3_column_text (statement, 0), &month))
        continue;
      if (cabinet_ledger_dates_have (dates, month))
        {
          from = from == CABINET_DATE_NONE ? month : from;
          to = cabinet_date_month_end (month);
          continue;
        }
      if (from != CABINET_DATE_NONE)
        add_days (self, " or ", account, from, to);
      from = CABINET_DATE_NONE;
    }
  if (from != CABINET_DATE_NONE)
    add_days (self, " or ", account, from, to);
  return step == CABINET_STEP_DONE;
}

static gboolean
add_dates (
  CabinetLedgerQuery *self, CabinetDb *db, gint64 account, const CabinetLedgerDates *dates, GError **error)
{
  g_string_append (self->sql, " and (0");
  if (!add_months (self, db, account, dates, error))
    return FALSE;
  if (dates->match != NULL)
    {
      g_string_append_printf (self->sql, " or %s in (select rowid from search where ", self->place);
      cabinet_ledger_query_add_text (self, "search match ", g_strdup (dates->match));
      g_string_append_c (self->sql, ')');
    }
  g_string_append_c (self->sql, ')');
  return TRUE;
}

/* The key of the search is the order of time, so that what is found is not sorted. @found: what is searched,
 * NULL = the operations themselves. */
static void
begin (CabinetLedgerQuery *self, const char *columns, const char *found)
{
  g_auto (GStrv) parts = g_strsplit (columns, "@", -1);
  g_autofree char *named = NULL;

  self->place = found != NULL ? "search.rowid" : "pk";
  named = g_strjoinv (self->place, parts);
  self->sql = g_string_new ("select ");
  self->values = g_array_new (FALSE, FALSE, sizeof (CabinetQueryValue));
  g_array_set_clear_func (self->values, value_clear);
  g_string_append_printf (self->sql, "%s from %s", named,
                          found != NULL ? found : "operations where withdrawn = 0 and ");
}

static gboolean
add_words (CabinetLedgerQuery *self, CabinetDb *db, gint64 account, CabinetLedgerWords *words, GError **error)
{
  if (words->match->len > 0)
    cabinet_ledger_query_add_text (self, " and search match ", g_strdup (words->match->str));
  for (guint i = 0; i < words->dates->len; i++)
    if (!add_dates (self, db, account, g_ptr_array_index (words->dates, i), error))
      return FALSE;
  return TRUE;
}

gboolean
cabinet_ledger_query_begin (CabinetLedgerQuery *self,
                            CabinetDb *db,
                            gint64 account,
                            const char *columns,
                            const CabinetLedgerFilter *filter,
                            CabinetDate from,
                            CabinetDate to,
                            GError **error)
{
  g_autoptr (CabinetLedgerWords) words = cabinet_ledger_words_read (db, filter->text, error);

  if (words == NULL)
    return FALSE;
  begin (self, columns,
         words->match->len > 0 ? "search cross join operations on pk = search.rowid where " : NULL);
  add_days (self, "", account, from, to);
  add_side (self, filter);
  add_service_and_sum (self, filter);
  return add_words (self, db, account, words, error);
}

/**
 * cabinet_ledger_query_begin_keys:
 * @columns: as in [func@ledger_query_begin], made of the key alone
 *
 * Begins a question that the search answers without a look at the operations. There is none, and the text
 * of the query stays %NULL, if @filter has more than a period and words, or no word is searched for.
 */
gboolean
cabinet_ledger_query_begin_keys (CabinetLedgerQuery *self,
                                 CabinetDb *db,
                                 gint64 account,
                                 const char *columns,
                                 const CabinetLedgerFilter *filter,
                                 CabinetDate from,
                                 CabinetDate to,
                                 GError **error)
{
  const CabinetLedgerFilter beside = cabinet_ledger_filter_drop_text (filter);
  g_autoptr (CabinetLedgerWords) words = cabinet_ledger_words_read (db, filter->text, error);

  if (words == NULL)
    return FALSE;
  if (!cabinet_ledger_filter_is_period (&beside) || words->match->len == 0)
    return TRUE;
  begin (self, columns, "search where ");
  add_days (self, "", account, from, to);
  return add_words (self, db, account, words, error);
}

CabinetStatementHandle *
cabinet_ledger_query_prepare (CabinetLedgerQuery *self, CabinetDb *db, GError **error)
{
  CabinetStatementHandle *statement = cabinet_db_prepare (db, self->sql->str, error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < self->values->len; i++)
    {
      CabinetQueryValue *value = &g_array_index (self->values, CabinetQueryValue, i);

      if (value->text != NULL)
        cabinet_db_bind_text (statement, i + 1, value->text);
      else
        sqlite3_bind_int64 (statement, i + 1, value->number);
    }
  return statement;
}
