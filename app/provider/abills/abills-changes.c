/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

/* Changes: read how it is, and whether the terms are still those that were confirmed → ask → read how it is
 * now. A change is told as made only when the last reading shows it; the server says "OK" to things that do
 * not happen. */

#define BEFORE 0
#define TERMS 1

static gboolean
reads_terms (CabinetChangeRequest *wanted)
{
  return wanted->preview_token != NULL && abills_get_terms_path (wanted) != NULL;
}

/* Number of the answer to the change itself; the next is how it is now. */
static guint
get_change_step (CabinetChangeRequest *wanted)
{
  return reads_terms (wanted) ? TERMS + 1 : BEFORE + 1;
}

static const char *
get_block_service (CabinetChangeRequest *wanted)
{
  return abills_parse_id (wanted->target_id, ABILLS_ID_INTERNET);
}

/* Where a change of that kind shows; NULL = there is none such. */
static char *
dup_state_path (CabinetChangeRequest *wanted)
{
  switch (wanted->kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
    case CABINET_CHANGE_KIND_ACTIVATE:
      return g_strdup ("user/internet");
    case CABINET_CHANGE_KIND_SERVICE_ON:
      return g_strdup (abills_parse_id (wanted->target_id, ABILLS_ID_EXTRA) != NULL ? "user/abon"
                                                                                    : "user/internet");
    case CABINET_CHANGE_KIND_PROMISE:
      return g_strdup ("user");
    case CABINET_CHANGE_KIND_SUSPEND:
    case CABINET_CHANGE_KIND_RESUME:
      return get_block_service (wanted) != NULL
               ? g_strdup_printf ("user/%s/holdup", get_block_service (wanted))
               : NULL;
    case CABINET_CHANGE_KIND_SERVICE_OFF:
    case CABINET_CHANGE_KIND_UNKNOWN:
    default:
      return NULL;
    }
}

static CabinetChange *
change_new (CabinetSequence *sequence, CabinetChangeRequest *wanted, CabinetChangeState state)
{
  CabinetChange *change = g_object_new (CABINET_TYPE_CHANGE, NULL);

  change->id = g_strdup (wanted->target_id);
  change->key = g_strdup (sequence->call->key);
  change->kind = wanted->kind;
  change->target_id = g_strdup (wanted->target_id);
  change->title = g_strdup ("");
  change->state = state;
  change->effective_on = abills_get_today (sequence);
  change->ordered_at = sequence->call->asked_at != 0 ? sequence->call->asked_at : abills_get_now (sequence);
  if (state == CABINET_CHANGE_STATE_DONE)
    change->done_at = abills_get_now (sequence);
  return change;
}

static void
set_title (CabinetChange *change, char *title)
{
  if (title == NULL)
    return;
  g_free (change->title);
  change->title = title;
}

/* Another service may have that tariff long since. */
static CabinetChange *
show_tariff (CabinetSequence *sequence, CabinetChangeRequest *wanted, JsonArray *rows)
{
  JsonObject *row = abills_find_service (rows, wanted->target_id);
  JsonObject *schedule = abills_get_schedule (row);
  CabinetChange *change;

  if (abills_is_tariff (row, wanted->target_id))
    {
      change = change_new (sequence, wanted, CABINET_CHANGE_STATE_DONE);
      set_title (change, cabinet_loose_dup_text (row, "tpName"));
      return change;
    }
  if (schedule == NULL || wanted->when == CABINET_CHANGE_WHEN_NOW
      || !abills_is_tariff (schedule, wanted->target_id))
    return NULL;
  change = change_new (sequence, wanted, CABINET_CHANGE_STATE_PENDING);
  g_free (change->id);
  change->id = abills_dup_id (ABILLS_ID_SCHEDULE, schedule, "sheduleId");
  set_title (change, cabinet_loose_dup_text (schedule, "tpName"));
  change->effective_on = cabinet_loose_get_date (schedule, "dateFrom");
  change->can_cancel = cabinet_loose_get_bool (schedule, "canCancel");
  return change;
}

/* It works: not what the answer to the question said. */
static CabinetChange *
show_switch (CabinetSequence *sequence, CabinetChangeRequest *wanted, JsonArray *rows)
{
  gboolean extra = abills_parse_id (wanted->target_id, ABILLS_ID_EXTRA) != NULL;
  JsonObject *row =
    abills_find_row (rows, "id", wanted->target_id, extra ? ABILLS_ID_EXTRA : ABILLS_ID_INTERNET);
  const char *reason;
  CabinetChange *change;

  if (row == NULL || (extra && !cabinet_loose_get_bool (row, "active"))
      || (!extra && abills_get_state (row, &reason) != CABINET_LINE_STATE_ACTIVE))
    return NULL;
  change = change_new (sequence, wanted, CABINET_CHANGE_STATE_DONE);
  set_title (change, cabinet_loose_dup_text (row, "tpName"));
  return change;
}

static CabinetChange *
show_promise (CabinetSequence *sequence, CabinetChangeRequest *wanted, JsonObject *user)
{
  CabinetMoney credit = cabinet_loose_get_money (user, "credit", abills_get_currency (sequence));
  CabinetDate until = cabinet_loose_get_date (user, "creditDate");
  CabinetChange *change;

  /* What was there when it was confirmed is not what was asked for. */
  if (abills_is_as_confirmed (wanted, user))
    return NULL;
  if (credit.micros <= 0 || until == CABINET_DATE_NONE || until < abills_get_today (sequence))
    return NULL;
  change = change_new (sequence, wanted, CABINET_CHANGE_STATE_DONE);
  set_title (change, g_strdup (_ ("Promised payment")));
  return change;
}

static CabinetChange *
show_block (CabinetSequence *sequence, CabinetChangeRequest *wanted, JsonObject *holdup)
{
  gboolean running = cabinet_loose_get_bool (holdup, "paused");
  CabinetDate from = cabinet_loose_get_date (holdup, "dateFrom");
  CabinetDate to = cabinet_loose_get_date (holdup, "dateTo");
  CabinetChange *change;

  if (wanted->kind == CABINET_CHANGE_KIND_RESUME)
    {
      if (abills_holdup_is_set (holdup))
        return NULL;
      change = change_new (sequence, wanted, CABINET_CHANGE_STATE_DONE);
      set_title (change, g_strdup (_ ("Voluntary block")));
      return change;
    }
  if (!abills_holdup_is_set (holdup) || (wanted->to != CABINET_DATE_NONE && to != wanted->to)
      || (!running && wanted->from != CABINET_DATE_NONE && from != wanted->from))
    return NULL;
  change = change_new (sequence, wanted, running ? CABINET_CHANGE_STATE_DONE : CABINET_CHANGE_STATE_PENDING);
  g_free (change->id);
  change->id = g_strdup_printf ("%c%s", ABILLS_ID_HOLDUP, get_block_service (wanted));
  set_title (change, g_strdup (_ ("Voluntary block")));
  change->effective_on = from != CABINET_DATE_NONE ? from : change->effective_on;
  change->can_cancel = cabinet_loose_get_bool (holdup, "canCancel");
  return change;
}

/* What the answer of @step shows of the change; NULL = nothing. */
static CabinetChange *
show (CabinetSequence *sequence, CabinetChangeRequest *wanted, guint step)
{
  JsonArray *rows = abills_get_rows (sequence, step);

  switch (wanted->kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
      return show_tariff (sequence, wanted, rows);
    case CABINET_CHANGE_KIND_SERVICE_ON:
    case CABINET_CHANGE_KIND_ACTIVATE:
      return show_switch (sequence, wanted, rows);
    case CABINET_CHANGE_KIND_PROMISE:
      return show_promise (sequence, wanted, cabinet_sequence_get_object (sequence, step));
    case CABINET_CHANGE_KIND_SUSPEND:
    case CABINET_CHANGE_KIND_RESUME:
      return show_block (sequence, wanted, cabinet_sequence_get_object (sequence, step));
    case CABINET_CHANGE_KIND_SERVICE_OFF:
    case CABINET_CHANGE_KIND_UNKNOWN:
    default:
      return NULL;
    }
}

/* Without `period` the server changes at once, whatever it offered: the request cannot be made without. */
static CabinetRequest *
ask_tariff (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  static const char *const periods[] = {
    [CABINET_CHANGE_WHEN_NOW] = "0",
    [CABINET_CHANGE_WHEN_NEXT_PERIOD] = "1",
    [CABINET_CHANGE_WHEN_DATE] = "2",
  };
  g_autofree char *tariff = abills_parse_tariff_id (wanted->target_id);
  g_autofree char *service = cabinet_loose_dup_text (
    abills_find_service (abills_get_rows (sequence, BEFORE), wanted->target_id), "id");
  g_autofree char *path = g_strdup_printf ("user/internet/%s", service);
  g_autofree char *day = cabinet_date_to_iso (wanted->date);
  g_autoptr (JsonBuilder) body = NULL;

  if (tariff == NULL || service == NULL)
    {
      g_propagate_error (error, abills_not_found ());
      return NULL;
    }
  if (wanted->when == CABINET_CHANGE_WHEN_UNKNOWN || (guint) wanted->when >= G_N_ELEMENTS (periods)
      || (wanted->when == CABINET_CHANGE_WHEN_DATE && wanted->date == CABINET_DATE_NONE))
    {
      g_propagate_error (error, cabinet_fault_new ("bad-value"));
      return NULL;
    }
  body = abills_body_new ();
  abills_body_add_number (body, "tpId", tariff);
  abills_body_add_number (body, "period", periods[wanted->when]);
  if (wanted->when == CABINET_CHANGE_WHEN_DATE)
    abills_body_add (body, "date", day);
  return abills_request ("PUT", path, body);
}

static CabinetRequest *
ask_switch (CabinetChangeRequest *wanted, GError **error)
{
  const char *extra = abills_parse_id (wanted->target_id, ABILLS_ID_EXTRA);
  const char *internet = abills_parse_id (wanted->target_id, ABILLS_ID_INTERNET);
  g_autofree char *path = NULL;
  g_autoptr (JsonBuilder) body = abills_body_new ();

  if (extra == NULL && internet == NULL)
    {
      g_propagate_error (error, abills_not_found ());
      return NULL;
    }
  path = extra != NULL ? g_strdup_printf ("user/abon/%s", extra)
                       : g_strdup_printf ("user/internet/%s/activate", internet);
  return abills_request ("POST", path, body);
}

/* No day is made up: without a last one the server fails, and says nothing of why. */
static CabinetRequest *
ask_block (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  CabinetDate from = wanted->from != CABINET_DATE_NONE ? wanted->from : abills_get_today (sequence) + 1;
  g_autofree char *path = g_strdup_printf ("user/%s/holdup", get_block_service (wanted));
  g_autofree char *first = cabinet_date_to_iso (from);
  g_autofree char *last = cabinet_date_to_iso (wanted->to);
  g_autoptr (JsonBuilder) body = NULL;

  if (wanted->kind == CABINET_CHANGE_KIND_RESUME)
    return abills_request ("DELETE", path, NULL);
  if (wanted->to == CABINET_DATE_NONE || wanted->to < from)
    {
      cabinet_set_error (error, CABINET_ERROR_REFUSED, "bad-value", _ ("A block needs its last day"));
      return NULL;
    }
  body = abills_body_new ();
  abills_body_add (body, "fromDate", first);
  abills_body_add (body, "toDate", last);
  return abills_request ("POST", path, body);
}

static CabinetRequest *
ask (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  g_autoptr (JsonBuilder) nothing = NULL;

  switch (wanted->kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
      return ask_tariff (sequence, wanted, error);
    case CABINET_CHANGE_KIND_SERVICE_ON:
    case CABINET_CHANGE_KIND_ACTIVATE:
      return ask_switch (wanted, error);
    case CABINET_CHANGE_KIND_PROMISE:
      nothing = abills_body_new ();
      return abills_request ("POST", "user/credit", nothing);
    default:
      return ask_block (sequence, wanted, error);
    }
}

/* A promise may have been on before: it must have grown. */
static gboolean
has_grown (CabinetSequence *sequence, guint now)
{
  JsonObject *before = cabinet_sequence_get_object (sequence, BEFORE);
  JsonObject *after = cabinet_sequence_get_object (sequence, now);

  return cabinet_loose_get_money (after, "credit", "XXX").micros
           > cabinet_loose_get_money (before, "credit", "XXX").micros
         || cabinet_loose_get_date (after, "creditDate") > cabinet_loose_get_date (before, "creditDate");
}

/* The server has said yes to what has not happened. */
static GError *
explain (CabinetSequence *sequence, CabinetChangeRequest *wanted)
{
  JsonObject *answer = cabinet_sequence_get_object (sequence, get_change_step (wanted));

  if (wanted->kind == CABINET_CHANGE_KIND_ACTIVATE)
    return cabinet_error_new (CABINET_ERROR_REFUSED, "not-done",
                              _ ("The provider accepted this, and the service is still off"));
  if (wanted->kind != CABINET_CHANGE_KIND_PROMISE)
    return abills_not_shown ();
  /* A list of several, which cannot be chosen from; or nothing at all, where a password is wanted. */
  if (cabinet_loose_get_array (answer, "creditRules") != NULL)
    return cabinet_error_new (
      CABINET_ERROR_UNSUPPORTED, "elsewhere",
      _ ("There are several promised payments, to be chosen in the provider's own cabinet"));
  if (answer != NULL && !json_object_has_member (answer, "creditSum"))
    return cabinet_error_new (
      CABINET_ERROR_UNSUPPORTED, "elsewhere",
      _ ("The provider wants the password for this, which only its own cabinet asks for"));
  return abills_not_shown ();
}

static void
judge (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  guint now = get_change_step (wanted) + 1;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (CabinetChange) change = NULL;
  gboolean known;

  abills_check_change (sequence, now - 1, &known, &refusal);
  if (abills_check (sequence, now, NULL))
    change = show (sequence, wanted, now);
  if (change != NULL && wanted->kind == CABINET_CHANGE_KIND_PROMISE && !has_grown (sequence, now))
    g_clear_object (&change);
  if (change != NULL)
    sequence->record = g_steal_pointer (&change);
  else if (refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  else
    g_propagate_error (error, known && abills_check (sequence, now, NULL) ? explain (sequence, wanted)
                                                                          : abills_not_shown ());
}

/* What is so already is no refusal of a switch: the reading tells. */
static gboolean
is_worth_reading (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gboolean known;

  if (abills_check_change (sequence, get_change_step (wanted), &known, &refusal)
      || (wanted->kind != CABINET_CHANGE_KIND_PROMISE
          && g_strcmp0 (cabinet_error_get_code (refusal), "already") == 0))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* What was confirmed is what happens, or nothing does. */
static gboolean
check_token (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  g_autofree char *token = abills_dup_token (sequence, BEFORE, reads_terms (wanted) ? TERMS : BEFORE);

  if (wanted->preview_token == NULL || g_str_equal (wanted->preview_token, token))
    return TRUE;
  g_propagate_error (error, cabinet_fault_new ("preview-stale"));
  return FALSE;
}

/* What is on already is not switched on, and paid, once more: nothing is sent. */
static gboolean
is_on (CabinetSequence *sequence, CabinetChangeRequest *wanted)
{
  if (wanted->kind == CABINET_CHANGE_KIND_SERVICE_ON || wanted->kind == CABINET_CHANGE_KIND_ACTIVATE)
    sequence->record = show_switch (sequence, wanted, abills_get_rows (sequence, BEFORE));
  return sequence->record != NULL;
}

CabinetRequest *
abills_apply_change (CabinetSequence *sequence, GError **error)
{
  CabinetChangeRequest *wanted = CABINET_CHANGE_REQUEST (sequence->call->record);
  g_autofree char *path = dup_state_path (wanted);
  guint change = get_change_step (wanted);
  guint n = sequence->answers->len;

  if (path == NULL)
    g_propagate_error (error, abills_unsupported ());
  else if (n == 0)
    return abills_get (path);
  else if (n <= change && !abills_check (sequence, n - 1, error))
    return NULL;
  else if (n < change)
    return abills_get (abills_get_terms_path (wanted));
  else if (n == change && is_on (sequence, wanted))
    return NULL;
  else if (n == change)
    return check_token (sequence, wanted, error) ? ask (sequence, wanted, error) : NULL;
  else if (n == change + 1)
    return is_worth_reading (sequence, wanted, error) ? abills_get (path) : NULL;
  else
    judge (sequence, wanted, error);
  return NULL;
}

/* An answer that lists no service at all says nothing of what has become of one. */
static gboolean
check_listed (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  if (wanted->kind != CABINET_CHANGE_KIND_TARIFF
      || cabinet_loose_get_element (abills_get_rows (sequence, 0), 0) != NULL)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "user/internet: no service");
  return FALSE;
}

CabinetRequest *
abills_find_change (CabinetSequence *sequence, GError **error)
{
  CabinetChangeRequest *wanted = CABINET_CHANGE_REQUEST (sequence->call->record);
  g_autofree char *path = dup_state_path (wanted);

  if (path == NULL)
    g_propagate_error (error, abills_unsupported ());
  else if (sequence->answers->len == 0)
    return abills_get (path);
  else if (abills_check (sequence, 0, error) && check_listed (sequence, wanted, error))
    sequence->record = show (sequence, wanted, 0);
  return NULL;
}
