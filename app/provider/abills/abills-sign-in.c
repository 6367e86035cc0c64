/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SIGN_IN_PATH "user/login"
#define NOT_SENT 100005 /* there is no way to send a code */

/* Any of these makes it an answer of ABillS; which of them are there depends on what is configured. */
static const char *const config_members[] = {
  "login", "password", "phone", "passwordRecovery", "organization", "auth",
};

static gboolean
is_config (JsonObject *config)
{
  for (gsize i = 0; config != NULL && i < G_N_ELEMENTS (config_members); i++)
    if (json_object_has_member (config, config_members[i]))
      return TRUE;
  return FALSE;
}

/* A pattern is a warning only, and only if this computer can read it. */
static char *
dup_pattern (JsonObject *config, const char *part, const char *member)
{
  g_autofree char *pattern = cabinet_loose_dup_text (cabinet_loose_get_object (config, part), member);
  g_autoptr (GRegex) regex = pattern != NULL ? g_regex_new (pattern, 0, 0, NULL) : NULL;

  return regex != NULL ? g_steal_pointer (&pattern) : NULL;
}

/* Takes @pattern. */
static void
add_login (CabinetProviderInfo *info, CabinetLoginKind kind, const char *label, char *pattern)
{
  g_autoptr (CabinetLoginOption) option = g_object_new (CABINET_TYPE_LOGIN_OPTION, NULL);

  option->kind = kind;
  option->label = g_strdup (label);
  option->pattern = pattern;
  g_list_store_append (info->logins, option);
}

static void
add_phone (CabinetProviderInfo *info, JsonObject *organization)
{
  g_autoptr (CabinetPhone) phone = NULL;
  g_autofree char *number = cabinet_loose_dup_text (organization, "organizationPhone");

  if (number == NULL)
    return;
  phone = g_object_new (CABINET_TYPE_PHONE, NULL);
  phone->number = g_steal_pointer (&number);
  phone->label = g_strdup (_ ("Support"));
  g_list_store_append (info->phones, phone);
}

static char *
dup_website (JsonObject *organization)
{
  g_autofree char *url = cabinet_loose_dup_text (organization, "organizationWebSite");

  if (url == NULL || (!g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://")))
    return NULL;
  return g_steal_pointer (&url);
}

static CabinetProviderInfo *
provider_new (CabinetSequence *sequence, JsonObject *config)
{
  CabinetProviderInfo *info = g_object_new (CABINET_TYPE_PROVIDER_INFO, NULL);
  JsonObject *organization = cabinet_loose_get_object (config, "organization");
  g_autoptr (GUri) uri = g_uri_parse (sequence->base_url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : "abills";

  info->id = g_strdup (host);
  info->name = cabinet_loose_dup_text (organization, "organizationName");
  if (info->name == NULL)
    info->name = g_strdup (host);
  info->region = g_strdup ("");
  info->zone = abills_dup_zone ();
  info->currency = g_strdup ("XXX"); /* told after signing in only */
  info->website = dup_website (organization);
  add_phone (info, organization);
  add_login (info, CABINET_LOGIN_KIND_PASSWORD, _ ("Login"), dup_pattern (config, "login", "regx"));
  if (cabinet_loose_get_bool (cabinet_loose_get_object (config, "auth"), "phone"))
    add_login (info, CABINET_LOGIN_KIND_PHONE_CODE, _ ("Phone"), dup_pattern (config, "phone", "pattern"));
  return info;
}

/* What is refused in another system's words says nothing of this one: only its own number does. */
static gboolean
is_other_refusal (CabinetResponse *answer, JsonObject *body)
{
  if (answer->status < 400 || answer->status >= 500 || answer->status == 429)
    return FALSE;
  if (body == NULL)
    return g_bytes_get_size (answer->raw) == 0 || *(const char *) g_bytes_get_data (answer->raw, NULL) != '<';
  return !json_object_has_member (body, "errno") && !json_object_has_member (body, "error");
}

CabinetRequest *
abills_read_provider (CabinetSequence *sequence, GError **error)
{
  JsonObject *config;
  CabinetResponse *answer;

  if (sequence->answers->len == 0)
    return cabinet_request_new ("GET", "config", CABINET_REQUEST_PUBLIC);
  config = cabinet_sequence_get_object (sequence, 0);
  answer = cabinet_sequence_get_answer (sequence, 0);
  /* No session is over where none is asked for. */
  if (!is_other_refusal (answer, config)
      && ((answer->status == 401 && !abills_check_json (sequence, 0, error))
          || !abills_check (sequence, 0, error)))
    return NULL;
  if (is_config (config))
    sequence->record = provider_new (sequence, config);
  else
    cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "other-system",
                       _ ("This answers, but not as ABillS does"));
  return NULL;
}

/* What an answer to a step needs, kept in the step's id: the number of the request, and the code when one of
 * several contracts is to be chosen with it. */
static char *
make_step_id (const char *auth_code, const char *pin)
{
  g_autofree char *text = g_strdup_printf ("%s/%s", auth_code, pin != NULL ? pin : "");

  return g_base64_encode ((const guchar *) text, strlen (text));
}

/* Gives NULL for what is no id of a step. */
static char **
parse_step_id (const char *id)
{
  gsize length;
  g_autofree char *bytes = (char *) g_base64_decode (id, &length);
  g_autofree char *text = g_strndup (bytes, length);
  char **parts = g_strsplit (text, "/", 2);

  if (g_strv_length (parts) == 2 && *parts[0] != '\0')
    return parts;
  g_strfreev (parts);
  return NULL;
}

static CabinetSignInStep *
code_step_new (const char *auth_code, const char *phone)
{
  CabinetSignInStep *step = g_object_new (CABINET_TYPE_SIGN_IN_STEP, NULL);

  step->step = CABINET_STEP_KIND_CODE;
  step->id = make_step_id (auth_code, NULL);
  step->masked_target = abills_mask_phone (phone);
  return step;
}

static CabinetSignInStep *
session_step_new (const char *sid)
{
  CabinetSignInStep *step = g_object_new (CABINET_TYPE_SIGN_IN_STEP, NULL);

  step->step = CABINET_STEP_KIND_SESSION;
  step->session = g_object_new (CABINET_TYPE_SESSION, NULL);
  step->session->access_token = g_strdup (sid);
  return step;
}

/* Several contracts share the phone: each has a session of its own (Q12). */
static CabinetSignInStep *
choose_step_new (JsonArray *users, const char *auth_code, const char *pin)
{
  CabinetSignInStep *step = g_object_new (CABINET_TYPE_SIGN_IN_STEP, NULL);

  step->step = CABINET_STEP_KIND_CHOOSE;
  step->id = make_step_id (auth_code, pin);
  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      JsonObject *user = cabinet_loose_get_element (users, i);
      g_autoptr (CabinetSignInChoice) choice = g_object_new (CABINET_TYPE_SIGN_IN_CHOICE, NULL);

      choice->id = cabinet_loose_dup_text (user, "uid");
      choice->label = cabinet_loose_dup_text (user, "login");
      if (choice->label == NULL)
        choice->label = g_strdup (choice->id);
      if (choice->id != NULL)
        g_list_store_append (step->choices, choice);
    }
  return step;
}

/* @phone, @asked_code, @pin: (nullable): what has been asked with. */
static void
take_step (CabinetSequence *sequence,
           guint step,
           const char *phone,
           const char *asked_code,
           const char *pin,
           GError **error)
{
  JsonObject *answer = cabinet_sequence_get_object (sequence, step);
  JsonArray *users = cabinet_loose_get_array (answer, "users");
  g_autofree char *sid = cabinet_loose_dup_text (answer, "sid");
  g_autofree char *auth_code = cabinet_loose_dup_text (answer, "authCode");

  if (sid != NULL)
    sequence->record = session_step_new (sid);
  else if (users != NULL && asked_code != NULL && pin != NULL)
    sequence->record = choose_step_new (users, asked_code, pin);
  else if (auth_code != NULL && phone != NULL)
    sequence->record = code_step_new (auth_code, phone);
  else
    cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "sid: missing");
}

/* A code is sent; or if none can be sent now, one that was sent before may still serve. */
static CabinetRequest *
sign_in_by_phone (CabinetSequence *sequence, const char *phone, GError **error)
{
  guint n = sequence->answers->len;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (JsonBuilder) body = NULL;

  if (n > 0 && abills_check (sequence, n - 1, &refusal))
    {
      take_step (sequence, n - 1, n == 1 ? phone : "", NULL, NULL, error);
      return NULL;
    }
  if (n > 1
      || (n == 1 && cabinet_loose_get_int (cabinet_sequence_get_object (sequence, 0), "errno") != NOT_SENT))
    {
      abills_check (sequence, 0, error);
      return NULL;
    }
  body = abills_body_new ();
  abills_body_add (body, "phone", phone);
  if (n == 1)
    abills_body_add_number (body, "pinAlreadyExists", "1");
  return abills_public (SIGN_IN_PATH, body);
}

/**
 * abills_prove:
 *
 * Returns: (transfer full): a sign-in, whose answer shows whether @password is that of @login
 */
CabinetRequest *
abills_prove (const char *login, const char *password)
{
  g_autoptr (JsonBuilder) body = abills_body_new ();

  abills_body_add (body, "login", login);
  abills_body_add (body, "password", password);
  return abills_public (SIGN_IN_PATH, body);
}

CabinetRequest *
abills_sign_in (CabinetSequence *sequence, GError **error)
{
  CabinetSignInRequest *wanted = CABINET_SIGN_IN_REQUEST (sequence->call->record);
  g_autofree char *phone = abills_dup_digits (wanted->login);

  if (wanted->kind == CABINET_LOGIN_KIND_PHONE_CODE)
    return sign_in_by_phone (sequence, phone, error);
  if (wanted->kind != CABINET_LOGIN_KIND_PASSWORD)
    {
      g_propagate_error (error, abills_unsupported ());
      return NULL;
    }
  if (sequence->answers->len > 0)
    {
      if (abills_check (sequence, 0, error))
        take_step (sequence, 0, NULL, NULL, NULL, error);
      return NULL;
    }
  return abills_prove (wanted->login, wanted->secret);
}

CabinetRequest *
abills_sign_in_next (CabinetSequence *sequence, GError **error)
{
  CabinetSignInAnswer *given = CABINET_SIGN_IN_ANSWER (sequence->call->record);
  g_auto (GStrv) asked = parse_step_id (sequence->call->id);
  g_autoptr (JsonBuilder) body = NULL;
  const char *pin;

  if (asked == NULL)
    {
      g_propagate_error (error, cabinet_fault_new ("code-expired"));
      return NULL;
    }
  pin = *asked[1] != '\0' ? asked[1] : given->code;
  if (sequence->answers->len > 0)
    {
      if (abills_check (sequence, 0, error))
        take_step (sequence, 0, NULL, asked[0], pin, error);
      return NULL;
    }
  body = abills_body_new ();
  abills_body_add_number (body, "authCode", asked[0]);
  abills_body_add (body, "pinCode", pin);
  if (given->choice != NULL)
    abills_body_add_number (body, "uid", given->choice);
  return abills_public (SIGN_IN_PATH, body);
}

CabinetRequest *
abills_sign_out (CabinetSequence *sequence, GError **error)
{
  if (sequence->answers->len == 0)
    return abills_request ("DELETE", "user/logout", NULL);
  abills_check (sequence, 0, error);
  return NULL;
}
