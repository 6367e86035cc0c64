/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

/* The person: lists of phones and e-mails come, single ones go. */

static const struct
{
  const char *field;  /* of a CabinetProfileRequest */
  const char *member; /* of /user/pi, and of what may be changed */
  gboolean is_phone;
} fields[] = {
  { "holder", "fio", FALSE },
  { "phone", "phone", TRUE },
  { "mobile", "cellPhone", TRUE },
  { "email", "email", FALSE },
};

/* What a profile is made of, asked one after the other. */
enum
{
  CONFIG,
  USER,
  PERSON,
};

static const AbillsRead reads[] = {
  [CONFIG] = { "user/config", ABILLS_NEEDED },
  [USER] = { "user", ABILLS_NEEDED },
  [PERSON] = { "user/pi", ABILLS_NEEDED },
  { NULL },
};

gboolean
abills_can_edit (JsonObject *config, const char *member)
{
  return cabinet_loose_has (config, "userChgPi")
         && cabinet_loose_has (cabinet_loose_get_object (config, "userChgPiAllowedParams"), member);
}

/**
 * abills_password_rules_new:
 * @rules: (nullable): a part of the settings
 * @length: its member with the least length
 * @symbols: its member with the symbols: all that may occur, also where it is called a pattern
 *
 * Returns: (transfer full) (nullable): what a password must be; %NULL if nothing is told
 */
CabinetPasswordRules *
abills_password_rules_new (JsonObject *rules, const char *length, const char *symbols)
{
  CabinetPasswordRules *record;

  if (!cabinet_loose_has (rules, length) && !cabinet_loose_has (rules, symbols))
    return NULL;
  record = g_object_new (CABINET_TYPE_PASSWORD_RULES, NULL);
  record->min_length = MAX (cabinet_loose_get_int (rules, length), 0);
  record->symbols = cabinet_loose_dup_text (rules, symbols);
  return record;
}

static void
take_strv (char ***member, char **texts)
{
  g_strfreev (*member);
  *member = texts;
}

static CabinetProfile *
profile_new (JsonObject *config, JsonObject *user, JsonObject *person, GError **error)
{
  g_autofree char *login = cabinet_loose_dup_text (user, "login");
  g_autoptr (GStrvBuilder) editable = g_strv_builder_new ();
  CabinetProfile *profile;

  if (login == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "login: missing");
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (abills_can_edit (config, fields[i].member))
      g_strv_builder_add (editable, fields[i].field);
  profile = g_object_new (CABINET_TYPE_PROFILE, NULL);
  profile->login = g_steal_pointer (&login);
  profile->holder = cabinet_loose_dup_text (person, "fio");
  profile->address = cabinet_loose_dup_text (person, "addressFull");
  take_strv (&profile->phones, cabinet_loose_dup_texts (person, "phone"));
  take_strv (&profile->mobiles, cabinet_loose_dup_texts (person, "cellPhone"));
  take_strv (&profile->emails, cabinet_loose_dup_texts (person, "email"));
  take_strv (&profile->editable, g_strv_builder_end (editable));
  profile->password_rules = abills_password_rules_new (
    cabinet_loose_get_object (cabinet_loose_get_object (config, "system"), "password"), "symbols", "regex");
  return profile;
}

/**
 * abills_read_profile:
 *
 * CABINET_OP_READ_PROFILE
 */
CabinetRequest *
abills_read_profile (CabinetSequence *sequence, GError **error)
{
  CabinetRequest *next = abills_read_all (sequence, reads, error);

  if (next == NULL && *error == NULL)
    sequence->record = profile_new (cabinet_sequence_get_object (sequence, CONFIG),
                                    cabinet_sequence_get_object (sequence, USER),
                                    cabinet_sequence_get_object (sequence, PERSON), error);
  return next;
}

/* What is wanted for a field, as it is sent: phones are kept as digits. NULL = nothing. */
static char *
dup_wanted (CabinetProfileRequest *wanted, gsize field)
{
  const char *const values[] = { wanted->holder, wanted->phone, wanted->mobile, wanted->email };

  if (values[field] == NULL)
    return NULL;
  return fields[field].is_phone ? abills_dup_digits (values[field]) : g_strstrip (g_strdup (values[field]));
}

/* The server passes over what may not be changed, and says that all is well. */
static CabinetRequest *
ask (CabinetSequence *sequence, CabinetProfileRequest *wanted, GError **error)
{
  JsonObject *config = cabinet_sequence_get_object (sequence, 0);
  g_autoptr (JsonBuilder) body = abills_body_new ();
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = dup_wanted (wanted, i);

      if (value == NULL)
        continue;
      if (!abills_can_edit (config, fields[i].member))
        return abills_fail (error, cabinet_fault_new ("not-eligible"), "not-eligible", fields[i].field);
      if (*value == '\0')
        return abills_fail (error, cabinet_fault_new ("bad-value"), "bad-value", fields[i].field);
      abills_body_add (body, fields[i].member, value);
      n++;
    }
  if (n > 0)
    return abills_request ("PUT", "user/pi", body);
  g_propagate_error (error, cabinet_fault_new ("bad-value"));
  return NULL;
}

/* Whether what was read has each of the values. */
static gboolean
shows (JsonObject *person, CabinetProfileRequest *wanted)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = dup_wanted (wanted, i);
      g_auto (GStrv) texts = cabinet_loose_dup_texts (person, fields[i].member);
      gboolean found = value == NULL;

      for (char **text = texts; *text != NULL && !found; text++)
        {
          g_autofree char *own = fields[i].is_phone ? abills_dup_digits (*text) : g_strdup (*text);

          found = g_str_equal (own, value);
        }
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* What the readings after the change refuse is to be read: it says nothing of the change. */
static void
judge (CabinetSequence *sequence, CabinetProfileRequest *wanted, GError **error)
{
  JsonObject *person = cabinet_sequence_get_object (sequence, 3);

  if (abills_check (sequence, 2, NULL) && abills_check (sequence, 3, NULL) && shows (person, wanted))
    sequence->record = profile_new (cabinet_sequence_get_object (sequence, 0),
                                    cabinet_sequence_get_object (sequence, 2), person, error);
  else
    g_propagate_error (error, abills_not_shown ());
}

/**
 * abills_change_profile:
 *
 * CABINET_OP_CHANGE_PROFILE: what may be changed → change → the profile as it is now.
 */
CabinetRequest *
abills_change_profile (CabinetSequence *sequence, GError **error)
{
  CabinetProfileRequest *wanted = CABINET_PROFILE_REQUEST (sequence->call->record);
  gboolean known;

  switch (sequence->answers->len)
    {
    case 0:
      return abills_get (reads[CONFIG].path);
    case 1:
      return abills_check (sequence, 0, error) ? ask (sequence, wanted, error) : NULL;
    case 2:
      return abills_check_change (sequence, 1, &known, error) ? abills_get (reads[USER].path) : NULL;
    case 3:
      return abills_get (reads[PERSON].path);
    default:
      judge (sequence, wanted, error);
      return NULL;
    }
}
