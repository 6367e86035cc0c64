/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-account-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From so few days on the state says until when the money lasts. */
#define SOON_DAYS 3

static char *
long_date (CabinetAccount *self, CabinetDate date)
{
  return cabinet_date_format (date, CABINET_DATE_STYLE_LONG, cabinet_account_get_today (self));
}

static char *
speed (gint64 kbps)
{
  if (kbps >= 1000 && kbps % 1000 == 0)
    return g_strdup_printf (_ ("%d Mbit/s"), (int) (kbps / 1000));
  return g_strdup_printf (_ ("%d Kbit/s"), (int) kbps);
}

static char *
active_words (CabinetAccount *self)
{
  CabinetForecast *forecast = cabinet_account_get_forecast (self);
  g_autofree char *date = NULL;

  if (forecast == NULL || forecast->runs_out_on == CABINET_DATE_NONE || forecast->days_left < 0
      || forecast->days_left > SOON_DAYS)
    return g_strdup (C_ ("line state", "Works"));
  date = long_date (self, forecast->runs_out_on);
  /* Translators: the state of a contract whose money soon runs out; %s is a date */
  return g_strdup_printf (C_ ("line state", "Until %s"), date);
}

static char *
line_words (CabinetAccount *self, CabinetLine *line)
{
  const char *word;

  switch (line->state)
    {
    case CABINET_LINE_STATE_ACTIVE:
      return active_words (self);
    case CABINET_LINE_STATE_DEBT:
      return g_strdup (C_ ("line state", "In debt"));
    case CABINET_LINE_STATE_THROTTLED:
      return line->limit_kbps > 0 ? speed (line->limit_kbps) : g_strdup (C_ ("line state", "Slowed down"));
    case CABINET_LINE_STATE_BLOCKED:
      return g_strdup (C_ ("line state", "Blocked"));
    case CABINET_LINE_STATE_SUSPENDED:
      return g_strdup (C_ ("line state", "Paused"));
    case CABINET_LINE_STATE_CLOSED:
      return g_strdup (C_ ("line state", "Closed"));
    case CABINET_LINE_STATE_UNKNOWN:
    default:
      /* What this program does not know yet is shown as it came. */
      word = cabinet_record_get_word (CABINET_RECORD (line), "state");
      return g_strdup (word != NULL ? word : C_ ("line state", "Unknown"));
    }
}

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
         || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT);
}

/**
 * cabinet_account_dup_state_words:
 * @self: an account
 *
 * Returns: (transfer full): the state in a word or two. What is not known now is never said to work.
 */
char *
cabinet_account_dup_state_words (CabinetAccount *self)
{
  CabinetAccountState state = cabinet_account_get_state (self);

  if (state == CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED)
    return g_strdup (C_ ("account state", "Sign in"));
  if (state == CABINET_ACCOUNT_STATE_KEYRING_LOCKED)
    return g_strdup (C_ ("account state", "Keyring is locked"));
  if (is_unreachable (self->error))
    return g_strdup (C_ ("account state", "No connection"));
  if (cabinet_account_get_guest (self))
    return g_strdup (C_ ("account state", "Without a contract"));
  if (self->overview == NULL || self->overview->line == NULL)
    return g_strdup (C_ ("account state", "Not read yet"));
  return line_words (self, self->overview->line);
}

static char *
forecast_words (CabinetAccount *self)
{
  CabinetForecast *forecast = cabinet_account_get_forecast (self);
  g_autofree char *date = NULL;

  if (forecast == NULL || self->overview->rule == NULL)
    return g_strdup (_ ("How long the money lasts is not known"));
  if (forecast->runs_out_on == CABINET_DATE_NONE)
    return g_strdup (forecast->shortage_on == CABINET_DATE_NONE ? _ ("Lasts for more than two years")
                                                                : _ ("The money does not suffice"));
  date = long_date (self, forecast->runs_out_on);
  if (forecast->days_left < 0)
    return g_strdup_printf (_ ("Was paid until %s"), date);
  if (forecast->days_left == 0)
    return g_strdup (_ ("Lasts until the end of today"));
  /* Translators: %1$s is a date, %2$d the days until then */
  return g_strdup_printf (
    ngettext ("Lasts until %1$s (%2$d day)", "Lasts until %1$s (%2$d days)", forecast->days_left), date,
    forecast->days_left);
}

/* With one of these the date on which money runs out says nothing. NULL = there is none of them. */
static char *
standstill_words (CabinetAccount *self, CabinetLine *line)
{
  g_autofree char *date = NULL;

  if (line->state == CABINET_LINE_STATE_CLOSED)
    return g_strdup (_ ("The contract is closed"));
  if (line->state != CABINET_LINE_STATE_SUSPENDED)
    return NULL;
  if (line->until == CABINET_DATE_NONE)
    return g_strdup (_ ("Paused, nothing is charged"));
  date = long_date (self, line->until);
  return g_strdup_printf (_ ("Paused until %s"), date);
}

static char *
debt_words (CabinetAccount *self, CabinetLine *line)
{
  CabinetBalance *balance = cabinet_account_get_main_balance (self);
  g_autofree char *date = NULL;

  if (line != NULL && line->debt_since != CABINET_DATE_NONE)
    {
      date = long_date (self, line->debt_since);
      return g_strdup_printf (_ ("In debt since %s"), date);
    }
  if (balance != NULL && cabinet_money_is_set (&balance->amount)
      && balance->amount.micros + balance->credit.micros < 0)
    return g_strdup (_ ("In debt"));
  return NULL;
}

/**
 * cabinet_account_dup_run_out_words:
 * @self: an account
 *
 * Returns: (transfer full): until when the money lasts (D3), since when there is a debt (E2), or why neither
 *   can be said
 */
char *
cabinet_account_dup_run_out_words (CabinetAccount *self)
{
  CabinetLine *line = self->overview != NULL ? self->overview->line : NULL;
  char *words = NULL;

  if (self->overview == NULL)
    return g_strdup (_ ("Not read yet"));
  if (line != NULL)
    words = standstill_words (self, line);
  if (words == NULL)
    words = debt_words (self, line);
  return words != NULL ? words : forecast_words (self);
}

/* Long numbers by threes from the right, as people read them out; others as they are. */
static char *
group_digits (const char *number)
{
  gsize length = strlen (number);
  GString *text;

  if (length < 7 || strspn (number, "0123456789") != length)
    return g_strdup (number);
  text = g_string_new (NULL);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, "\302\240");
      g_string_append_c (text, number[i]);
    }
  return g_string_free (text, FALSE);
}

static const char *
find_category_name (CabinetAccount *self)
{
  CabinetProviderInfo *info = cabinet_account_get_provider_info (self);
  guint n = info != NULL ? cabinet_list_length (info->categories) : 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetCategory *category = cabinet_list_get (info->categories, i);

      if (g_strcmp0 (category->id, self->contract->category) == 0)
        return category->name;
    }
  return self->contract->category;
}

/**
 * cabinet_account_dup_number_words:
 * @self: an account
 *
 * Returns: (transfer full): the number with what it is; a category is named, for two may hold equal numbers
 *   (A18). Of a guest, who has no number, the name
 */
char *
cabinet_account_dup_number_words (CabinetAccount *self)
{
  const char *number = self->contract->number;
  g_autofree char *grouped = group_digits (number);
  g_autofree char *words = NULL;

  if (cabinet_account_get_guest (self))
    /* Translators: somebody who writes to support without a contract, %s is the name given there */
    return g_strdup_printf (_ ("guest %s"), self->contract->holder != NULL ? self->contract->holder : number);
  if (strspn (number, "0123456789") == strlen (number))
    /* Translators: a personal account at a provider, %s is its number; no line may end before it */
    words = g_strdup_printf (_ ("account\u00a0%s"), grouped);
  else
    words = g_strdup_printf (_ ("contract\u00a0%s"), grouped);
  if (self->contract->category == NULL)
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s · %s", words, find_category_name (self));
}

/**
 * cabinet_account_dup_read_words:
 * @self: an account
 *
 * Returns: (transfer full): when what is shown was read, by the clock of this computer; of a long reading
 * that is under way, how much of it is left
 */
char *
cabinet_account_dup_read_words (CabinetAccount *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  CabinetDate today = cabinet_date_of_instant (cabinet_instant_now (), zone);
  g_autofree char *moment = NULL;

  if (self->months_left > 0)
    return g_strdup_printf (
      ngettext ("Reading, %u month to go", "Reading, %u months to go", self->months_left), self->months_left);
  if (self->read_at == 0)
    return g_strdup (_ ("Not read yet"));
  moment = cabinet_instant_format (self->read_at, zone, today);
  if (cabinet_date_of_instant (self->read_at, zone) != today)
    /* Translators: %s is "yesterday at 21:40" or "20 November at 21:40" */
    return g_strdup_printf (_ ("Read %s"), moment);
  if (cabinet_account_get_stale (self))
    return g_strdup_printf (_ ("Read at %s"), moment);
  return g_strdup_printf (_ ("Updated at %s"), moment);
}

static char *
happened_words (CabinetAccount *self)
{
  const char *provider = cabinet_account_get_provider_name (self);
  const char *words = cabinet_error_get_words (self->error);

  if (self->error->domain != CABINET_ERROR)
    return g_strdup_printf (_ ("Something went wrong: %s."), self->error->message);
  switch ((CabinetError) self->error->code)
    {
    case CABINET_ERROR_OFFLINE:
      if (g_strcmp0 (cabinet_error_get_code (self->error), "tls") == 0)
        return g_strdup_printf (_ ("The connection to %s is not safe, nothing was sent: %s"), provider,
                                self->error->message);
      return g_strdup_printf (_ ("No connection to %s."), provider);
    case CABINET_ERROR_TIMEOUT:
      return g_strdup_printf (_ ("%s does not answer."), provider);
    case CABINET_ERROR_AUTH:
      return g_strdup_printf (_ ("%s asks to sign in again."), provider);
    case CABINET_ERROR_KEYRING:
      return g_strdup (_ ("The keyring that holds the password is locked or does not answer."));
    case CABINET_ERROR_RATE_LIMITED:
      return g_strdup_printf (_ ("%s asks to wait before the next request."), provider);
    case CABINET_ERROR_PROTOCOL:
      /* Translators: %1$s is a provider, %2$s the place in its answer, in English */
      return g_strdup_printf (_ ("The answer of %1$s could not be read (%2$s)."), provider,
                              self->error->message);
    case CABINET_ERROR_STORAGE:
      return g_strdup_printf (_ ("What was read could not be saved: %s."), self->error->message);
    case CABINET_ERROR_REFUSED:
    case CABINET_ERROR_UNSUPPORTED:
    case CABINET_ERROR_UNCONFIRMED:
    case CABINET_ERROR_INPUT:
    default:
      return g_strdup_printf (_ ("%1$s refused: %2$s"), provider,
                              words != NULL ? words : self->error->message);
    }
}

/**
 * cabinet_account_dup_error_words:
 * @self: an account
 *
 * Returns: (transfer full) (nullable): what happened at the last refresh and what is shown instead; NULL if
 * it went well
 */
char *
cabinet_account_dup_error_words (CabinetAccount *self)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *happened = NULL;
  g_autofree char *moment = NULL;

  if (self->error == NULL)
    return NULL;
  happened = happened_words (self);
  if (self->read_at == 0)
    return g_steal_pointer (&happened);
  zone = g_time_zone_new_local ();
  moment =
    cabinet_instant_format (self->read_at, zone, cabinet_date_of_instant (cabinet_instant_now (), zone));
  /* Translators: %1$s is a sentence that says what happened, %2$s "14:32" or "20 November at 21:40" */
  return g_strdup_printf (_ ("%1$s Shown is what was read: %2$s."), happened, moment);
}
