/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-fold.h"
#include "cabinet-ledger-query.h"

/* The private letters of the view operation_words. */
#define CHARGED "\xee\x80\x80"  /* U+E000 */
#define CREDITED "\xee\x80\x81" /* U+E001 */
#define NUMBER "\xee\x80\x82"   /* U+E002 */
#define POINT "\xee\x80\x83"    /* U+E003 */

/* A beginning with more words than this is left to the search itself, which joins the lists of all of them
 * first; fewer are asked for one by one, and then the newest hits come at once. For one letter it has a list.
 */
#define MAX_TERMS 32

/* Fewer digits begin so many numbers of payments that nobody means them all. */
#define MIN_NUMBER 3

/* In either language, whatever the interface speaks; ё is е. */
static const char *const months[12][4] = {
  { "январь", "января", "январе", "january" },
  { "февраль", "февраля", "феврале", "february" },
  { "март", "марта", "марте", "march" },
  { "апрель", "апреля", "апреле", "april" },
  { "май", "мая", "мае", "may" },
  { "июнь", "июня", "июне", "june" },
  { "июль", "июля", "июле", "july" },
  { "август", "августа", "августе", "august" },
  { "сентябрь", "сентября", "сентябре", "september" },
  { "октябрь", "октября", "октябре", "october" },
  { "ноябрь", "ноября", "ноябре", "november" },
  { "декабрь", "декабря", "декабре", "december" },
};

/* From three letters on: "авг" and "aug" are enough. */
static int
read_month (const char *word)
{
  if (g_utf8_strlen (word, -1) < 3)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    for (guint j = 0; j < G_N_ELEMENTS (months[i]); j++)
      if (g_str_has_prefix (months[i][j], word))
        return i + 1;
  return 0;
}

static int
read_year (const char *word)
{
  guint64 year;

  return strlen (word) == 4 && g_ascii_string_to_unsigned (word, 10, 1990, 2099, &year, NULL) ? (int) year
                                                                                              : 0;
}

/* Letters and digits, as the search takes text apart. */
static GStrv
split (const char *word)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *p = word;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (part, c);
      else if (part->len > 0)
        {
          g_strv_builder_add (parts, part->str);
          g_string_truncate (part, 0);
        }
      if (c == 0)
        return g_strv_builder_end (parts);
    }
}

/* The words that begin so, from word to word, without a look at where they occur. */
static GPtrArray *
list_terms (CabinetDb *db, const char *beginning, GError **error)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "select term from search_terms where term >= ?1 limit 1", error);
  g_autofree char *from = g_strdup (beginning);
  CabinetStep step = CABINET_STEP_DONE;

  while (statement != NULL && terms->len <= MAX_TERMS)
    {
      const char *term;

      cabinet_db_bind_text (statement, 1, from);
      step = cabinet_db_step (db, statement, error);
      term = step == CABINET_STEP_ROW ? (const char *) sqlite3_column_text (statement, 0) : NULL;
      if (term == NULL || !g_str_has_prefix (term, beginning))
        break;
      g_ptr_array_add (terms, g_strdup (term));
      g_free (from);
      from = g_strconcat (term, "\x01", NULL);
      sqlite3_reset (statement);
    }
  return statement != NULL && step != CABINET_STEP_ERROR ? g_steal_pointer (&terms) : NULL;
}

static void
add_any (GString *either, const char *beginning)
{
  g_string_append_printf (either, "%s\"%s\" *", either->len > 0 ? " OR " : "", beginning);
}

/* Adds to a row of alternatives: all words that begin so. */
static gboolean
add_beginning (GString *either, CabinetDb *db, const char *letter, const char *text, GError **error)
{
  g_autofree char *beginning = g_strconcat (letter, text, NULL);
  g_autoptr (GPtrArray) terms = NULL;

  if (g_utf8_strlen (beginning, -1) == 1)
    {
      add_any (either, beginning);
      return TRUE;
    }
  terms = list_terms (db, beginning, error);
  if (terms == NULL)
    return FALSE;
  if (terms->len == 0 || terms->len > MAX_TERMS)
    {
      add_any (either, beginning);
      return TRUE;
    }
  for (guint i = 0; i < terms->len; i++)
    g_string_append_printf (either, "%s\"%s\"", either->len > 0 ? " OR " : "",
                            (char *) g_ptr_array_index (terms, i));
  return TRUE;
}

/* @sum: its whole part is a word of its own */
static gboolean
add_sum_of (GString *either, CabinetDb *db, const char *letter, const char *sum, GError **error)
{
  if (strstr (sum, POINT) != NULL)
    return add_beginning (either, db, letter, sum, error);
  g_string_append_printf (either, "%s\"%s%s\"", either->len > 0 ? " OR " : "", letter, sum);
  return TRUE;
}

/* "312", "312,40", "−312.4", "+300": of either sign if none is given. */
static gboolean
add_sum (GString *either, CabinetDb *db, const char *word, GError **error)
{
  gboolean charged = *word != '+', credited = *word != '-';
  const char *digits = *word == '+' || *word == '-' ? word + 1 : word;
  gsize whole = strspn (digits, "0123456789");
  gsize point = strspn (digits + whole, ".,");
  gsize part = strspn (digits + whole + point, "0123456789");
  g_autofree char *sum = NULL;

  if (whole == 0 || whole > 12 || point > 1 || (part > 0 && point == 0) || part > 6
      || digits[whole + point + part] != '\0')
    return TRUE;
  sum = g_strdup_printf ("%" G_GUINT64_FORMAT "%s%.*s", g_ascii_strtoull (digits, NULL, 10),
                         part > 0 ? POINT : "", (int) part, digits + whole + point);
  return (!charged || add_sum_of (either, db, CHARGED, sum, error))
         && (!credited || add_sum_of (either, db, CREDITED, sum, error));
}

/* All parts of a word, the last of which may go on. */
static gboolean
add_parts (GString *either, CabinetDb *db, char **parts, GError **error)
{
  g_autoptr (GString) last = g_string_new (NULL);
  guint n = g_strv_length (parts);

  if (n == 0)
    return TRUE;
  if (!add_beginning (last, db, "", parts[n - 1], error))
    return FALSE;
  g_string_append_printf (either, "%s(", either->len > 0 ? " OR " : "");
  for (guint i = 0; i + 1 < n; i++)
    g_string_append_printf (either, "\"%s\" AND ", parts[i]);
  g_string_append_printf (either, "(%s))", last->str);
  return TRUE;
}

/* What a word may stand for, as alternatives; empty if it has no letter and no digit. */
static GString *
read_word (CabinetDb *db, const char *word, GError **error)
{
  g_autoptr (GString) either = g_string_new (NULL);
  g_auto (GStrv) parts = split (word);
  gboolean is_sum;

  if (!add_sum (either, db, word, error))
    return NULL;
  /* A sum with its sign or its part is nothing else. */
  is_sum = either->len > 0 && (strpbrk (word, "+-.,") != NULL);
  if (!is_sum && !add_parts (either, db, parts, error))
    return NULL;
  if (!is_sum && parts[0] != NULL && g_ascii_isdigit (parts[0][0]) && strlen (parts[0]) >= MIN_NUMBER)
    g_string_append_printf (either, " OR \"" NUMBER "%s\" *", parts[0]);
  return g_steal_pointer (&either);
}

static void
dates_free (gpointer data)
{
  g_free (((CabinetLedgerDates *) data)->match);
  g_free (data);
}

/* Of a word that nobody wrote only the days are meant: the search is not asked for it. */
static gboolean
add_dates (CabinetLedgerWords *self, CabinetDb *db, const char *word, int month, int year, GError **error)
{
  CabinetLedgerDates *dates = g_new0 (CabinetLedgerDates, 1);
  g_autoptr (GPtrArray) terms = NULL;
  g_autoptr (GString) either = g_string_new (NULL);

  g_ptr_array_add (self->dates, dates);
  dates->month = month;
  dates->year = year;
  terms = list_terms (db, word, error);
  if (terms == NULL)
    return FALSE;
  if (terms->len == 0)
    return TRUE;
  if (year != 0)
    g_string_printf (either, "\"%s\"", word);
  else if (!add_beginning (either, db, "", word, error))
    return FALSE;
  dates->match = g_strdup (either->str);
  return TRUE;
}

static gboolean
add_word (CabinetLedgerWords *self, CabinetDb *db, const char *word, GError **error)
{
  int month = read_month (word), year = read_year (word);
  g_autoptr (GString) either = NULL;

  if (month != 0 || year != 0)
    return add_dates (self, db, word, month, year, error);
  either = read_word (db, word, error);
  if (either == NULL)
    return FALSE;
  if (either->len > 0)
    g_string_append_printf (self->match, "%s(%s)", self->match->len > 0 ? " AND " : "", either->str);
  return TRUE;
}

static void
words_clear (gpointer data)
{
  CabinetLedgerWords *self = data;

  g_string_free (self->match, TRUE);
  g_ptr_array_unref (self->dates);
}

void
cabinet_ledger_words_unref (CabinetLedgerWords *self)
{
  g_rc_box_release_full (self, words_clear);
}

/* (transfer full) (nullable) */
static CabinetLedgerWords *
read_words (CabinetDb *db, const char *text, GError **error)
{
  g_autoptr (CabinetLedgerWords) self = g_rc_box_new0 (CabinetLedgerWords);
  g_auto (GStrv) words = cabinet_fold_words (text);

  self->match = g_string_new (NULL);
  self->dates = g_ptr_array_new_with_free_func (dates_free);
  for (guint i = 0; words[i] != NULL; i++)
    if (!add_word (self, db, words[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * cabinet_ledger_words_read:
 * @text: (nullable): what somebody typed
 *
 * Takes @text apart into what every hit must have: words of it that begin so, a month or a year of its day,
 * a number that begins so (from its third digit on), a sum. What has neither letter nor digit is passed over.
 * The same text is asked of one contract after the other: the words of the search that begin so are looked up
 * once.
 *
 * Returns: (transfer full) (nullable): its words
 */
CabinetLedgerWords *
cabinet_ledger_words_read (CabinetDb *db, const char *text, GError **error)
{
  g_autofree char *name = g_strconcat ("words of ", text, NULL);
  CabinetLedgerWords *words = cabinet_db_get_kept (db, name);

  if (words == NULL)
    {
      words = read_words (db, text != NULL ? text : "", error);
      if (words == NULL)
        return NULL;
      cabinet_db_keep (db, name, words, (GDestroyNotify) cabinet_ledger_words_unref);
    }
  return g_rc_box_acquire (words);
}

gboolean
cabinet_ledger_dates_have (const CabinetLedgerDates *self, CabinetDate month)
{
  int year, number;

  cabinet_date_split (month, &year, &number, NULL);
  return (self->month == 0 || self->month == number) && (self->year == 0 || self->year == year);
}

gboolean
cabinet_ledger_words_are_months (const CabinetLedgerWords *self)
{
  for (guint i = 0; i < self->dates->len; i++)
    if (((CabinetLedgerDates *) g_ptr_array_index (self->dates, i))->match != NULL)
      return FALSE;
  return self->match->len == 0;
}

gboolean
cabinet_ledger_words_have_month (const CabinetLedgerWords *self, CabinetDate month)
{
  for (guint i = 0; i < self->dates->len; i++)
    if (!cabinet_ledger_dates_have (g_ptr_array_index (self->dates, i), month))
      return FALSE;
  return TRUE;
}

gboolean
cabinet_ledger_words_index (CabinetDb *db, GError **error)
{
  static const char *const steps[] = {
    "insert into search (search, rowid, words) select 'delete', pk, was from search_queue "
    "where was is not null order by pk",
    "insert into search (rowid, words) select pk, words from search_queue join operation_words using (pk) "
    "order by pk",
    "delete from search_queue",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, steps[i], error);

      if (statement == NULL || !cabinet_db_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* @places: a JSON array, the same for each step */
static gboolean
run_with_places (CabinetDb *db, const char *sql, const char *places, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, places);
  return cabinet_db_run (db, statement, error);
}

gboolean
cabinet_ledger_take_added (CabinetDb *db, const char *places, GError **error)
{
  static const char months_sql[] =
    "insert into months (account, month, count, charged, credited, digest) "
    "select account, substr (date, 1, 8) || '01' as first, count (*), sum (min (amount, 0)), "
    "sum (max (amount, 0)), sum (digest) "
    "from json_each (?1) cross join operations on pk = value where withdrawn = 0 group by account, first "
    "on conflict (account, month) do update set count = count + excluded.count, "
    "charged = charged + excluded.charged, credited = credited + excluded.credited, "
    "digest = digest + excluded.digest";
  static const char words_sql[] = "insert into search (rowid, words) select pk, words "
                                  "from json_each (?1) cross join operation_words on pk = value order by pk";

  return run_with_places (db, months_sql, places, error) && run_with_places (db, words_sql, places, error);
}
