/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Access is regained by a letter or a message with a code, which sets a new password. */

/* Who one is, by words of the interface and of ABillS. */
static const struct
{
  const char *word;
  const char *field; /* of the settings */
  const char *member;
} identifiers[] = {
  { "login", "LOGIN", "login" },
  { "number", "CONTRACT_ID", "contractId" },
  { "account", "UID", "uid" },
};

static const struct
{
  CabinetRecoveryWay way;
  const char *field;
  const char *member;
  const char *text;
} ways[] = {
  { CABINET_RECOVERY_WAY_EMAIL_LINK, "EMAIL", "email",
    N_ ("A letter to the e-mail that the provider knows") },
  { CABINET_RECOVERY_WAY_SMS_CODE, "PHONE", "phone", N_ ("A message to the phone that the provider knows") },
};

/* The settings of the step before, which everything is asked with. */
static JsonObject *
get_terms (CabinetSequence *sequence)
{
  return cabinet_loose_get_object (cabinet_sequence_get_object (sequence, 0), "passwordRecovery");
}

/* The settings name what the server takes; a message also needs somebody who sends it. */
static gboolean
is_offered (CabinetSequence *sequence, const char *field)
{
  g_auto (GStrv) fields = cabinet_loose_dup_texts (get_terms (sequence), "fields");

  return g_strv_contains ((const char *const *) fields, field)
         && (!g_str_equal (field, "PHONE") || cabinet_loose_get_bool (get_terms (sequence), "canSendSms"));
}

static CabinetRecoveryStep *
step_new (CabinetSequence *sequence, CabinetRecoveryStage stage)
{
  CabinetRecoveryStep *step = g_object_new (CABINET_TYPE_RECOVERY_STEP, NULL);

  step->stage = stage;
  if (stage != CABINET_RECOVERY_STAGE_SIGN_IN)
    step->password_rules = abills_password_rules_new (
      cabinet_loose_get_object (cabinet_sequence_get_object (sequence, 0), "password"), "length", "symbols");
  return step;
}

static void
add_way (CabinetRecoveryStep *step, gsize i)
{
  g_autoptr (CabinetRecoveryOption) option = g_object_new (CABINET_TYPE_RECOVERY_OPTION, NULL);

  option->way = ways[i].way;
  option->text = g_strdup (_ (ways[i].text));
  g_list_store_append (step->ways, option);
}

static void
ask_who (CabinetSequence *sequence, GError **error)
{
  g_autoptr (CabinetRecoveryStep) step = step_new (sequence, CABINET_RECOVERY_STAGE_IDENTIFY);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (identifiers); i++)
    if (is_offered (sequence, identifiers[i].field))
      g_strv_builder_add (words, identifiers[i].word);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (is_offered (sequence, ways[i].field))
      add_way (step, i);
  g_strfreev (step->identifiers);
  step->identifiers = g_strv_builder_end (words);
  if (*step->identifiers != NULL && cabinet_list_length (step->ways) > 0)
    sequence->record = g_steal_pointer (&step);
  else
    g_propagate_error (error, abills_unsupported ());
}

static CabinetRequest *
ask_to_send (CabinetSequence *sequence, CabinetRecoveryRequest *given, GError **error)
{
  gboolean by_message = given->way == CABINET_RECOVERY_WAY_SMS_CODE;
  g_autofree char *phone = abills_dup_digits (given->contact);
  g_autoptr (JsonBuilder) body = abills_body_new ();
  gsize who = 0;
  gsize way = 0;

  while (who < G_N_ELEMENTS (identifiers) && g_strcmp0 (identifiers[who].word, given->identifier) != 0)
    who++;
  while (way < G_N_ELEMENTS (ways) && ways[way].way != given->way)
    way++;
  if (who == G_N_ELEMENTS (identifiers) || way == G_N_ELEMENTS (ways)
      || !is_offered (sequence, identifiers[who].field) || !is_offered (sequence, ways[way].field))
    {
      g_propagate_error (error, abills_unsupported ());
      return NULL;
    }
  if (abills_is_blank (given->contact))
    return abills_fail (error, cabinet_fault_new ("bad-value"), "bad-value", "contact");

  abills_body_add (body, identifiers[who].member, given->value);
  abills_body_add (body, ways[way].member, by_message ? phone : given->contact);
  if (by_message)
    abills_body_add_number (body, "sendSms", "1");
  return abills_public ("user/password/recovery", body);
}

/* The server tells the whole address; who asks has not shown yet that it is his. */
static char *
mask (const char *target)
{
  const char *at = target != NULL ? strrchr (target, '@') : NULL;

  if (at != NULL && at != target)
    return g_strdup_printf ("%.*s•••%s", (int) (g_utf8_next_char (target) - target), target, at);
  return abills_mask_phone (target);
}

/* What was done is told in words; an empty answer is no word of it. */
static gboolean
check_done (CabinetSequence *sequence, guint step, GError **error)
{
  if (cabinet_loose_has (cabinet_sequence_get_object (sequence, step), "result"))
    return TRUE;
  g_propagate_error (error, abills_not_shown ());
  return FALSE;
}

static void
take_sent (CabinetSequence *sequence, GError **error)
{
  g_autofree char *target = cabinet_loose_dup_text (cabinet_sequence_get_object (sequence, 1), "destination");
  CabinetRecoveryStep *step;

  if (!check_done (sequence, 1, error))
    return;
  step = step_new (sequence, CABINET_RECOVERY_STAGE_CODE);
  step->masked_target = mask (target);
  sequence->record = step;
}

/* The code is typed, or the link that holds it is pasted: 64 letters and digits. NULL = there is none. */
static char *
dup_code (const char *pasted)
{
  g_autofree char *plain = g_uri_unescape_string (pasted, NULL);
  g_autofree char *text = g_strstrip (g_strdup (plain != NULL ? plain : pasted));
  g_autoptr (GRegex) regex =
    g_regex_new ("(?<![A-Za-z0-9])[A-Za-z0-9]{64}(?![A-Za-z0-9])", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (g_regex_match (regex, text, 0, &match))
    return g_match_info_fetch (match, 0);
  return *text != '\0' && strpbrk (text, "/ ") == NULL ? g_steal_pointer (&text) : NULL;
}

static CabinetRequest *
reset (CabinetSequence *sequence, CabinetRecoveryRequest *given, GError **error)
{
  g_autofree char *code = dup_code (given->code);
  g_autoptr (JsonBuilder) body = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean known;

  if (code == NULL)
    return abills_fail (
      error, cabinet_error_new (CABINET_ERROR_REFUSED, "bad-value", _ ("There is no code in this link")),
      "bad-value", "code");
  if (abills_is_blank (given->new_password))
    return abills_fail (error, cabinet_fault_new ("bad-value"), "bad-value", "new_password");
  if (sequence->answers->len == 0)
    {
      body = abills_body_new ();
      abills_body_add (body, "code", code);
      abills_body_add (body, "password", given->new_password);
      return abills_public ("user/password/reset", body);
    }
  if (!abills_check_change (sequence, 0, &known, &problem))
    return abills_fail (error, g_steal_pointer (&problem), "bad-value", "new_password");
  if (check_done (sequence, 0, error))
    sequence->record = step_new (sequence, CABINET_RECOVERY_STAGE_SIGN_IN);
  return NULL;
}

/**
 * abills_recover:
 *
 * CABINET_OP_RECOVER: what is given says how far it is. That the new password holds is shown by signing in.
 */
CabinetRequest *
abills_recover (CabinetSequence *sequence, GError **error)
{
  CabinetRecoveryRequest *given = CABINET_RECOVERY_REQUEST (sequence->call->record);
  guint n = sequence->answers->len;

  if (!abills_is_blank (given->code))
    return reset (sequence, given, error);
  if (n == 0)
    return cabinet_request_new ("GET", "config", CABINET_REQUEST_PUBLIC);
  if (!abills_check (sequence, n - 1, error))
    return NULL;
  if (n == 1 && !abills_is_blank (given->value))
    return ask_to_send (sequence, given, error);
  if (n == 1)
    ask_who (sequence, error);
  else
    take_sent (sequence, error);
  return NULL;
}
