/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-words.h"

#include <glib/gi18n-lib.h>

/* Between the facts of one line, as everywhere. */
#define DOT " · "

static gboolean
is_word (const char *text)
{
  return text != NULL && *text != '\0';
}

char *
cabinet_speed_dup_words (gint64 mbps)
{
  if (mbps >= 1000 && mbps % 1000 == 0)
    return g_strdup_printf (_ ("%d Gbit/s"), (int) (mbps / 1000));
  return g_strdup_printf (_ ("%d Mbit/s"), (int) mbps);
}

/* A dash if there is no sum. */
char *
cabinet_fee_dup_words (const CabinetMoney *fee)
{
  if (!cabinet_money_is_set (fee))
    return g_strdup ("—");
  return cabinet_money_format (fee, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
}

const char *
cabinet_fee_period_get_words (CabinetFeePeriod period)
{
  switch (period)
    {
    case CABINET_FEE_PERIOD_DAY:
      return C_ ("fee", "a day");
    case CABINET_FEE_PERIOD_MONTH:
      return C_ ("fee", "a month");
    case CABINET_FEE_PERIOD_ONCE:
      return C_ ("fee", "once");
    case CABINET_FEE_PERIOD_UNKNOWN:
    default:
      return "";
    }
}

static void
add_fact (GString *line, const char *fact)
{
  if (!is_word (fact))
    return;
  if (line->len > 0)
    g_string_append (line, DOT);
  g_string_append (line, fact);
}

/* "up to 500 Mbit/s, fibre · change costs 100,00 ₽" */
char *
cabinet_tariff_dup_details (CabinetTariff *tariff)
{
  GString *line = g_string_new (NULL);

  if (is_word (tariff->details))
    add_fact (line, tariff->details);
  else if (tariff->down_mbps > 0)
    {
      g_autofree char *speed = cabinet_speed_dup_words (tariff->down_mbps);

      add_fact (line, speed);
    }
  if (tariff->parts != NULL && g_strv_length (tariff->parts) > 0 && !is_word (tariff->details))
    {
      g_autofree char *parts = g_strjoinv (", ", tariff->parts);

      add_fact (line, parts);
    }
  if (!tariff->current && cabinet_money_is_set (&tariff->change_fee) && tariff->change_fee.micros > 0)
    {
      g_autofree char *fee = cabinet_fee_dup_words (&tariff->change_fee);
      g_autofree char *words = g_strdup_printf (_ ("the change costs %s"), fee);

      add_fact (line, words);
    }
  if (tariff->archived)
    add_fact (line, _ ("no longer sold"));
  return g_string_free (line, FALSE);
}

/* The provider's own words, if it gave any. */
static char *
reason_words (CabinetCapabilityAnswer answer, const char *reason, gboolean tariff)
{
  if (answer == CABINET_CAPABILITY_ANSWER_YES)
    return NULL;
  if (is_word (reason))
    return g_strdup (reason);
  switch (answer)
    {
    case CABINET_CAPABILITY_ANSWER_BY_REQUEST:
      return g_strdup (_ ("On a written request to the provider"));
    case CABINET_CAPABILITY_ANSWER_ELSEWHERE:
      return g_strdup (_ ("In the provider's own cabinet only"));
    case CABINET_CAPABILITY_ANSWER_NOT_NOW:
      return g_strdup (tariff ? _ ("Cannot be changed to now") : _ ("Cannot be switched now"));
    case CABINET_CAPABILITY_ANSWER_NO:
    case CABINET_CAPABILITY_ANSWER_UNKNOWN:
    case CABINET_CAPABILITY_ANSWER_YES:
    default:
      return g_strdup (tariff ? _ ("Not for this contract") : _ ("Cannot be switched here"));
    }
}

char *
cabinet_tariff_dup_reason (CabinetTariff *tariff)
{
  return tariff->current ? NULL : reason_words (tariff->available, tariff->reason, TRUE);
}

/* "148 channels · connected" */
char *
cabinet_service_dup_details (CabinetService *service)
{
  GString *line = g_string_new (NULL);
  g_autofree char *state = cabinet_service_dup_state_words (service);

  add_fact (line, service->details);
  add_fact (line, state);
  return g_string_free (line, FALSE);
}

char *
cabinet_service_dup_reason (CabinetService *service)
{
  return reason_words (service->switchable, service->reason, FALSE);
}

static gboolean
difference (const CabinetMoney *before, const CabinetMoney *after, CabinetMoney *result)
{
  CabinetMoney less;

  if (!cabinet_money_is_set (before) || !cabinet_money_is_set (after))
    return FALSE;
  *result = cabinet_money_round (after, CABINET_ROUND_HALF_AWAY);
  less = cabinet_money_round (before, CABINET_ROUND_HALF_AWAY);
  less.micros = -less.micros;
  return cabinet_money_add (result, &less, NULL) && result->micros != 0;
}

/* Of what is shown, so that the column adds up. */
char *
cabinet_money_dup_difference (const CabinetMoney *before, const CabinetMoney *after)
{
  CabinetMoney result;

  if (!difference (before, after, &result))
    return NULL;
  return cabinet_money_format (&result, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
}

char *
cabinet_days_dup_difference (CabinetDate before, CabinetDate after)
{
  guint days;

  if (before == CABINET_DATE_NONE || after == CABINET_DATE_NONE || before == after)
    return NULL;
  days = after > before ? after - before : before - after;
  if (after > before)
    return g_strdup_printf (ngettext ("%u day more", "%u days more", days), days);
  return g_strdup_printf (ngettext ("%u day less", "%u days less", days), days);
}

char *
cabinet_change_kind_dup_order_words (CabinetChangeKind kind, const char *title)
{
  switch (kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
      return g_strdup_printf (_ ("Change to “%s”"), title);
    case CABINET_CHANGE_KIND_SERVICE_ON:
      return g_strdup_printf (_ ("Connect “%s”"), title);
    case CABINET_CHANGE_KIND_SERVICE_OFF:
      return g_strdup_printf (_ ("Disconnect “%s”"), title);
    case CABINET_CHANGE_KIND_PROMISE:
      return g_strdup (_ ("Take the promised payment"));
    case CABINET_CHANGE_KIND_SUSPEND:
      return g_strdup (_ ("Block the contract"));
    case CABINET_CHANGE_KIND_RESUME:
      return g_strdup (_ ("End the block"));
    case CABINET_CHANGE_KIND_ACTIVATE:
    case CABINET_CHANGE_KIND_UNKNOWN:
    default:
      return g_strdup (title);
    }
}

/* @from: "From 1 December" */
static char *
asked_words (CabinetChange *change, const char *from)
{
  switch (change->kind)
    {
    case CABINET_CHANGE_KIND_SERVICE_ON:
      return g_strdup_printf (_ ("%s: “%s” will be connected"), from, change->title);
    case CABINET_CHANGE_KIND_SERVICE_OFF:
      return g_strdup_printf (_ ("%s: “%s” will be disconnected"), from, change->title);
    case CABINET_CHANGE_KIND_PROMISE:
    case CABINET_CHANGE_KIND_SUSPEND:
    case CABINET_CHANGE_KIND_RESUME:
    case CABINET_CHANGE_KIND_ACTIVATE:
      /* Translators: "From 1 December: Voluntary block" */
      return g_strdup_printf (_ ("%s: %s"), from, change->title);
    case CABINET_CHANGE_KIND_TARIFF:
    case CABINET_CHANGE_KIND_UNKNOWN:
    default:
      return g_strdup_printf (_ ("%s: change to “%s”"), from, change->title);
    }
}

static char *
done_words (CabinetChange *change, const char *day)
{
  switch (change->kind)
    {
    case CABINET_CHANGE_KIND_SERVICE_ON:
      return g_strdup_printf (_ ("“%s” is connected since %s"), change->title, day);
    case CABINET_CHANGE_KIND_SERVICE_OFF:
      return g_strdup_printf (_ ("“%s” is disconnected since %s"), change->title, day);
    case CABINET_CHANGE_KIND_PROMISE:
    case CABINET_CHANGE_KIND_SUSPEND:
    case CABINET_CHANGE_KIND_RESUME:
    case CABINET_CHANGE_KIND_ACTIVATE:
      /* Translators: "Voluntary block: since 1 December" */
      return g_strdup_printf (_ ("%s: since %s"), change->title, day);
    case CABINET_CHANGE_KIND_TARIFF:
    case CABINET_CHANGE_KIND_UNKNOWN:
    default:
      return g_strdup_printf (_ ("“%s” is in force since %s"), change->title, day);
    }
}

/* What a read has shown of @change, in a sentence without its full stop. */
char *
cabinet_change_dup_state_words (CabinetChange *change, CabinetDate today)
{
  g_autofree char *day = NULL;
  g_autofree char *from = NULL;

  if (change->effective_on != CABINET_DATE_NONE)
    day = cabinet_date_format (change->effective_on, CABINET_DATE_STYLE_LONG, today);
  switch (change->state)
    {
    case CABINET_CHANGE_STATE_DONE:
      if (day == NULL)
        day = cabinet_date_format (today, CABINET_DATE_STYLE_LONG, today);
      return done_words (change, day);
    case CABINET_CHANGE_STATE_REFUSED:
      return is_word (change->reason)
               ? g_strdup_printf (_ ("“%s” was refused: %s"), change->title, change->reason)
               : g_strdup_printf (_ ("“%s” was refused"), change->title);
    case CABINET_CHANGE_STATE_CANCELLED:
      return g_strdup_printf (_ ("“%s” was cancelled"), change->title);
    case CABINET_CHANGE_STATE_ORDERED:
    case CABINET_CHANGE_STATE_PENDING:
    case CABINET_CHANGE_STATE_UNKNOWN:
    default:
      from =
        day != NULL ? g_strdup_printf (C_ ("change", "From %s"), day) : g_strdup (C_ ("change", "Ordered"));
      return asked_words (change, from);
    }
}

static void
add_line (GString *text, char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

/* The day on which it begins. */
static char *
begin_words (CabinetChangeOutlook *outlook, CabinetDate today)
{
  const CabinetDate on = outlook->preview->effective_on;
  g_autofree char *day = NULL;

  if (on == CABINET_DATE_NONE)
    return g_strdup (_ ("The provider does not tell when it begins."));
  if (on <= today)
    return g_strdup (_ ("Begins at once after you confirm."));
  day = cabinet_date_format (on, CABINET_DATE_STYLE_LONG, today);
  if (cabinet_money_is_set (&outlook->preview->cost_now) && outlook->preview->cost_now.micros > 0)
    return g_strdup_printf (_ ("Begins on %s; what it costs is charged at once."), day);
  return g_strdup_printf (_ ("Begins on %s; nothing changes before."), day);
}

/* The day on which what was can be had again. */
static char *
back_words (CabinetChangeOutlook *outlook, CabinetPlan *plan, CabinetDate today)
{
  CabinetTariff *current = cabinet_plan_get_current_tariff (plan);
  g_autofree char *day = cabinet_date_format (outlook->preview->back_from, CABINET_DATE_STYLE_LONG, today);

  if (outlook->request->kind == CABINET_CHANGE_KIND_TARIFF && current != NULL)
    return g_strdup_printf (_ ("You can go back to “%s” from %s."), current->title, day);
  return g_strdup_printf (_ ("You can change it back from %s."), day);
}

char *
cabinet_change_outlook_dup_notes (CabinetChangeOutlook *outlook, CabinetPlan *plan)
{
  const CabinetDate today = cabinet_account_get_today (cabinet_plan_get_account (plan));
  CabinetChangePreview *preview = outlook->preview;
  GString *text = g_string_new (NULL);

  add_line (text, begin_words (outlook, today));
  if (preview->can_cancel_until != CABINET_DATE_NONE && preview->can_cancel_until >= today
      && preview->effective_on > today)
    {
      g_autofree char *day = cabinet_date_format (preview->can_cancel_until, CABINET_DATE_STYLE_LONG, today);

      add_line (text, g_strdup_printf (_ ("You can cancel it until %s."), day));
    }
  if (preview->back_from != CABINET_DATE_NONE)
    add_line (text, back_words (outlook, plan, today));
  if (is_word (preview->notes))
    add_line (text, g_strdup (preview->notes));
  return g_string_free (text, FALSE);
}

char *
cabinet_change_outlook_dup_confirmation (CabinetChangeOutlook *outlook, CabinetPlan *plan)
{
  CabinetAccount *account = cabinet_plan_get_account (plan);
  CabinetChangePreview *preview = outlook->preview;
  const CabinetDate today = cabinet_account_get_today (account);
  g_autofree char *number = cabinet_account_dup_number_words (account);
  g_autofree char *fee = cabinet_fee_dup_words (&preview->fee_after);
  GString *text = g_string_new (NULL);

  add_line (text, g_strdup_printf (_ ("Contract “%s”, %s: %s a month."),
                                   cabinet_account_get_display_name (account), number, fee));
  if (cabinet_money_is_set (&preview->cost_now) && preview->cost_now.micros > 0)
    {
      g_autofree char *now = cabinet_fee_dup_words (&preview->cost_now);

      add_line (text, g_strdup_printf (_ ("%s is charged at once."), now));
    }
  add_line (text, begin_words (outlook, today));
  if (outlook->runs_out_after != CABINET_DATE_NONE)
    {
      g_autofree char *day = cabinet_date_format (outlook->runs_out_after, CABINET_DATE_STYLE_LONG, today);

      add_line (text, g_strdup_printf (_ ("The money lasts until %s."), day));
    }
  return g_string_free (text, FALSE);
}

char *
cabinet_change_error_dup_words (const GError *error)
{
  const char *words = cabinet_error_get_words (error);

  if (is_word (words))
    return g_strdup (words);
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
      || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT))
    return g_strdup (_ ("No connection. A change needs one: the provider counts what it costs. Nothing was "
                        "ordered."));
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_RATE_LIMITED))
    return g_strdup (_ ("The provider asks to wait a little. Nothing was ordered."));
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH))
    return g_strdup (_ ("The provider asks to sign in again. Nothing was ordered."));
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    return g_strdup (_ ("The provider does not do this here. Nothing was ordered."));
  return g_strdup_printf (_ ("%s. Nothing was ordered."), error->message);
}
