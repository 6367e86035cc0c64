/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ubilling-change.h"

/* What can be done only by the forms of the portal's web pages, which may look otherwise tomorrow: off,
 * unless the person has turned it on. */
static gboolean
check_on (CabinetSequence *sequence, const char *elsewhere, GError **error)
{
  if (sequence->call->web_forms)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "elsewhere", "%s", elsewhere);
  return FALSE;
}

static gboolean
check_tariff_on (CabinetSequence *sequence, GError **error)
{
  return check_on (sequence, _ ("The tariff is changed on the provider's own page"), error);
}

/* Answers of the preview, by step. */
enum
{
  STEP_USERDATA,
  STEP_ALLOWED,
  STEP_OWN,
  STEP_TARIFFS,
};

static gboolean
is_allowed (JsonArray *list, const char *tariff)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *name = cabinet_loose_dup_text (cabinet_loose_get_element (list, i), "tariff");

      if (g_strcmp0 (name, tariff) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What the tariff costs, by the answer of @step. */
static CabinetMoney
get_price (CabinetSequence *sequence, guint step, const char *tariff)
{
  const char *currency = ubilling_get_currency (sequence, NULL);
  g_autoptr (GPtrArray) rows = ubilling_rows_read (cabinet_sequence_get_array (sequence, step), currency);
  UbillingRow *row = ubilling_rows_find_tariff (rows, tariff);

  return row != NULL ? row->price : cabinet_money (0, currency);
}

static CabinetChangePreview *
new_preview (CabinetSequence *sequence, JsonObject *userdata, const char *tariff)
{
  const char *currency = ubilling_get_currency (sequence, userdata);
  const CabinetMoney nothing = cabinet_money (0, currency);
  g_autoptr (GPtrArray) rows = ubilling_rows_read (cabinet_sequence_get_array (sequence, STEP_OWN), currency);
  g_autoptr (GPtrArray) tariffs =
    ubilling_rows_read (cabinet_sequence_get_array (sequence, STEP_TARIFFS), currency);
  CabinetChangePreview *preview = ubilling_preview_new (sequence, tariff, rows, &nothing);
  UbillingRow *wanted = ubilling_rows_find_tariff (tariffs, tariff);
  CabinetMoney price;

  /* The wanted one takes the place of the present one. */
  for (guint i = 0; i < rows->len && wanted != NULL; i++)
    {
      UbillingRow *row = g_ptr_array_index (rows, i);

      if (!row->tariff)
        continue;
      g_free (row->id);
      row->id = g_strdup (wanted->id);
      g_free (row->name);
      row->name = g_strdup (wanted->name);
      row->price = wanted->price;
      row->period = wanted->period;
    }
  preview->effective_on = cabinet_date_add_months (cabinet_date_month_start (ubilling_get_today ()), 1);
  preview->fee_after = ubilling_rows_sum (rows, currency, preview->effective_on);
  ubilling_preview_add_services (preview, rows);
  price = get_price (sequence, STEP_TARIFFS, tariff);
  g_free (preview->token);
  preview->token = ubilling_make_token (&price);
  preview->notes =
    g_strdup (_ ("It begins with the next period. The provider may take a fee for the change"));
  return preview;
}

/**
 * ubilling_preview_tariff:
 *
 * CABINET_OP_PREVIEW_CHANGE
 */
CabinetRequest *
ubilling_preview_tariff (CabinetSequence *sequence, GError **error)
{
  const char *tariff = ubilling_get_wanted (sequence)->target_id;
  guint answered = sequence->answers->len;
  JsonObject *userdata;

  if (!check_tariff_on (sequence, error))
    return NULL;
  if (answered == STEP_USERDATA)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, STEP_USERDATA, error);
  if (userdata == NULL || !ubilling_check_answer (sequence, answered - 1, error))
    return NULL;
  if (answered == STEP_ALLOWED)
    return ubilling_ask ("tarifftoswitchallowed");
  if (!is_allowed (cabinet_sequence_get_array (sequence, STEP_ALLOWED), tariff))
    {
      g_propagate_error (error, cabinet_fault_new ("not-eligible"));
      return NULL;
    }
  if (answered == STEP_OWN)
    return ubilling_ask ("tariffvservices");
  if (answered == STEP_TARIFFS)
    return ubilling_ask ("activetariffsvservices");
  sequence->record = new_preview (sequence, userdata, tariff);
  return NULL;
}

static CabinetRequest *
post_form (const char *tariff)
{
  CabinetRequest *request = cabinet_request_new ("POST", "", CABINET_REQUEST_SIGNED);

  cabinet_request_add_query (request, "module", "tariffchanger");
  cabinet_request_set_form (request, "newtariff", tariff, "agree", "on", NULL);
  return request;
}

/* The page says "oO" to what is not allowed; any other page may be success or the form once more. */
static gboolean
check_page (CabinetSequence *sequence, guint step, GError **error)
{
  CabinetResponse *answer = cabinet_sequence_get_answer (sequence, step);
  gsize length;
  const char *text = g_bytes_get_data (answer->raw, &length);

  if (length == 2 && memcmp (text, "oO", 2) == 0)
    {
      g_propagate_error (error, cabinet_fault_new ("not-eligible"));
      return FALSE;
    }
  return ubilling_check_left (sequence, step, error);
}

/* NULL = the summary does not show it. */
static CabinetChange *
find_ordered (CabinetSequence *sequence, JsonObject *userdata)
{
  const char *tariff = ubilling_get_wanted (sequence)->target_id;
  g_autofree char *next = ubilling_dup_word (userdata, "tariffnm");
  g_autofree char *current = ubilling_dup_word (userdata, "tariff");

  if (g_strcmp0 (next, tariff) == 0)
    return ubilling_change_new (sequence, CABINET_CHANGE_STATE_PENDING, tariff);
  if (g_strcmp0 (current, tariff) == 0)
    return ubilling_change_new (sequence, CABINET_CHANGE_STATE_DONE, tariff);
  return NULL;
}

/* Before anything is sent: whether it still costs what was confirmed. */
static gboolean
check_price (CabinetSequence *sequence, GError **error)
{
  CabinetChangeRequest *wanted = ubilling_get_wanted (sequence);
  CabinetMoney price;

  if (!ubilling_check_answer (sequence, 0, error))
    return FALSE;
  price = get_price (sequence, 0, wanted->target_id);
  return ubilling_check_token (wanted->preview_token, &price, error);
}

/**
 * ubilling_change_tariff:
 *
 * CABINET_OP_APPLY_CHANGE
 */
CabinetRequest *
ubilling_change_tariff (CabinetSequence *sequence, GError **error)
{
  CabinetChangeRequest *wanted = ubilling_get_wanted (sequence);
  guint step = wanted->preview_token != NULL ? 1 : 0; /* of the change */
  guint answered = sequence->answers->len;
  JsonObject *userdata;

  if (!check_tariff_on (sequence, error))
    return NULL;
  if (answered < step)
    return ubilling_ask ("activetariffsvservices");
  if (answered == step)
    return step == 0 || check_price (sequence, error) ? post_form (wanted->target_id) : NULL;
  if (!check_page (sequence, step, error))
    return NULL;
  if (answered == step + 1)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, step + 1, NULL);
  if (userdata != NULL)
    sequence->record = find_ordered (sequence, userdata);
  if (sequence->record == NULL)
    ubilling_set_unconfirmed (error);
  return NULL;
}

/**
 * ubilling_find_tariff:
 *
 * CABINET_OP_FIND_CHANGE
 */
CabinetRequest *
ubilling_find_tariff (CabinetSequence *sequence, GError **error)
{
  JsonObject *userdata;

  if (sequence->answers->len == 0)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, 0, error);
  if (userdata != NULL)
    sequence->record = find_ordered (sequence, userdata);
  return NULL;
}

static CabinetRequest *
post_password (CabinetPasswordRequest *wanted)
{
  CabinetRequest *request = cabinet_request_new ("POST", "", CABINET_REQUEST_SIGNED);

  cabinet_request_set_form (request, "upassword", wanted->old_password, "newpassword", wanted->new_password,
                            "confirmnewpassword", wanted->new_password, NULL);
  return request;
}

/* The page says nothing that could be relied on, and its form may look as that of a sign-in does: which of
 * the two passwords opens the cabinet does. @step: of the proof of the new one. */
static CabinetRequest *
judge_password (CabinetSequence *sequence, guint step, UbillingForm form, GError **error)
{
  CabinetPasswordRequest *wanted = CABINET_PASSWORD_REQUEST (sequence->call->record);
  const char *login = sequence->call->contract;
  g_autoptr (GError) fault = NULL;

  if (ubilling_check_proof (sequence, step, login, &fault))
    {
      sequence->record = ubilling_session_new (login, wanted->new_password, form);
      return NULL;
    }
  if (g_strcmp0 (cabinet_error_get_code (fault), "wrong-credentials") == 0
      && sequence->answers->len == step + 1)
    return ubilling_ask_to_prove (login, wanted->old_password, form);
  if (sequence->answers->len > step + 1 && ubilling_check_proof (sequence, step + 1, login, NULL))
    cabinet_set_error (error, CABINET_ERROR_REFUSED, "other",
                       _ ("The provider has not taken the new password: the old one goes on"));
  else
    ubilling_set_unconfirmed (error);
  return NULL;
}

/**
 * ubilling_change_password:
 *
 * CABINET_OP_CHANGE_PASSWORD: the old one is proved, the form of the portal's page is sent, and the new one
 * opens the session that goes on.
 */
CabinetRequest *
ubilling_change_password (CabinetSequence *sequence, GError **error)
{
  CabinetPasswordRequest *wanted = CABINET_PASSWORD_REQUEST (sequence->call->record);
  const char *login = sequence->call->contract;
  guint answered = sequence->answers->len;
  UbillingForm form = UBILLING_FORM_COOKIE;
  guint proof = 0; /* the step of the old one's */

  if (!check_on (sequence, _ ("The password is changed on the provider's own page"), error))
    return NULL;
  if (wanted->new_password[strspn (wanted->new_password, " ")] == '\0')
    {
      g_propagate_error (error, cabinet_fault_new ("bad-value"));
      cabinet_error_set_field (*error, "new_password");
      return NULL;
    }
  if (answered > 0 && ubilling_is_login_page (cabinet_sequence_get_answer (sequence, 0)))
    {
      form = UBILLING_FORM_QUERY;
      proof = 1;
    }
  if (answered == proof)
    return ubilling_ask_to_prove (login, wanted->old_password, form);
  if (!ubilling_check_proof (sequence, proof, login, error))
    return NULL;
  if (answered == proof + 1)
    return post_password (wanted);
  if (answered == proof + 2)
    return ubilling_ask_to_prove (login, wanted->new_password, form);
  return judge_password (sequence, proof + 2, form, error);
}
