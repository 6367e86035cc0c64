/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

/* The server changes a password for whoever holds a session: the old one is proved by a sign-in before, and
 * the new one by another after. */

enum
{
  USER,
  PROOF,
  CHANGE,
  AGAIN,
};

static CabinetRequest *
ask_to_change (CabinetPasswordRequest *wanted)
{
  g_autoptr (JsonBuilder) body = abills_body_new ();

  abills_body_add (body, "password", wanted->new_password);
  return abills_request ("POST", "user/reset/password", body);
}

/* What a sign-in has opened; any other answer proves nothing. */
static char *
dup_sid (CabinetSequence *sequence, guint step, GError **error)
{
  char *sid = NULL;

  if (!abills_check (sequence, step, error))
    return NULL;
  sid = cabinet_loose_dup_text (cabinet_sequence_get_object (sequence, step), "sid");
  if (sid == NULL)
    cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "sid: missing");
  return sid;
}

static void
judge (CabinetSequence *sequence, GError **error)
{
  g_autofree char *sid = dup_sid (sequence, AGAIN, NULL);
  CabinetSession *session;

  if (sid == NULL)
    {
      g_propagate_error (error, abills_not_shown ());
      return;
    }
  session = g_object_new (CABINET_TYPE_SESSION, NULL);
  session->access_token = g_steal_pointer (&sid);
  sequence->record = session;
}

/**
 * abills_change_password:
 *
 * CABINET_OP_CHANGE_PASSWORD
 */
CabinetRequest *
abills_change_password (CabinetSequence *sequence, GError **error)
{
  CabinetPasswordRequest *wanted = CABINET_PASSWORD_REQUEST (sequence->call->record);
  g_autoptr (GError) problem = NULL;
  g_autofree char *login = NULL;
  g_autofree char *sid = NULL;
  gboolean known;

  if (sequence->answers->len == USER)
    return abills_is_blank (wanted->new_password)
             ? abills_fail (error, cabinet_fault_new ("bad-value"), "bad-value", "new_password")
             : abills_get ("user");
  if (!abills_check (sequence, USER, error))
    return NULL;
  login = cabinet_loose_dup_text (cabinet_sequence_get_object (sequence, USER), "login");
  switch (sequence->answers->len)
    {
    case PROOF:
      return abills_prove (login, wanted->old_password);
    case CHANGE:
      sid = dup_sid (sequence, PROOF, &problem);
      return sid != NULL
               ? ask_to_change (wanted)
               : abills_fail (error, g_steal_pointer (&problem), "wrong-credentials", "old_password");
    case AGAIN:
      return abills_check_change (sequence, CHANGE, &known, &problem)
               ? abills_prove (login, wanted->new_password)
               : abills_fail (error, g_steal_pointer (&problem), "bad-value", "new_password");
    default:
      judge (sequence, error);
      return NULL;
    }
}
