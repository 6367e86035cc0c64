/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ubilling-wire.h"

static gboolean
check_login (const char *login, GError **error)
{
  const char *c = login;

  while (*c != '\0' && (g_ascii_isalnum (*c) || strchr ("_.-", *c) != NULL))
    c++;
  if (c != login && *c == '\0')
    return TRUE;

  /* The server drops them without a word, and would try another login. */
  cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value",
                     _ ("A login at this provider has only Latin letters, digits, “_”, “.” and “-”"));
  if (error != NULL)
    cabinet_error_set_field (*error, "login");
  return FALSE;
}

/**
 * ubilling_sign:
 * @token: of the session
 * @signature: (out): what it becomes
 */
void
ubilling_sign (const char *token, CabinetSignature *signature)
{
  g_auto (GStrv) parts = g_strsplit (token, ":", 3);

  if (g_strv_length (parts) != 3)
    return;
  if (*parts[0] == UBILLING_FORM_COOKIE)
    {
      signature->header = "Cookie";
      signature->value = g_strdup_printf ("ulogin=%s; upassword=%s", parts[1], parts[2]);
    }
  else
    signature->query = g_strdup_printf ("uberlogin=%s&uberpassword=%s", parts[1], parts[2]);
}

/**
 * ubilling_ask_to_prove:
 * @secret: the password
 *
 * Returns: (transfer full): a read that shows whether they open the cabinet
 */
CabinetRequest *
ubilling_ask_to_prove (const char *login, const char *secret, UbillingForm form)
{
  CabinetRequest *request = cabinet_request_new ("GET", "", CABINET_REQUEST_PUBLIC);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, secret, -1);

  cabinet_request_add_query (request, "xmlagent", "true");
  cabinet_request_add_query (request, "json", "true");
  cabinet_request_add_query (request, "justauth", "true");
  if (form == UBILLING_FORM_COOKIE)
    {
      g_autofree char *cookie = g_strdup_printf ("ulogin=%s; upassword=%s", login, digest);

      cabinet_request_add_header (request, "Cookie", cookie);
    }
  else
    {
      cabinet_request_add_query (request, "uberlogin", login);
      cabinet_request_add_query (request, "uberpassword", digest);
    }
  return request;
}

/**
 * ubilling_check_proof:
 * @login: a portal may know subscribers by their address: what it says must be of this one
 *
 * Returns: whether login and password have opened the cabinet
 */
gboolean
ubilling_check_proof (CabinetSequence *sequence, guint step, const char *login, GError **error)
{
  JsonObject *proof;
  g_autofree char *opened = NULL;

  if (!ubilling_check_answer (sequence, step, error))
    return FALSE;
  proof = cabinet_sequence_get_object (sequence, step);
  if (proof == NULL || !json_object_has_member (proof, "auth"))
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "auth: missing");
      return FALSE;
    }
  opened = cabinet_loose_dup_text (proof, "login");
  if (!cabinet_loose_get_bool (proof, "auth"))
    g_propagate_error (error, cabinet_fault_new ("wrong-credentials"));
  else if (opened != NULL && g_ascii_strcasecmp (opened, login) != 0)
    cabinet_set_error (
      error, CABINET_ERROR_AUTH, "forbidden",
      _ ("The provider has signed in another login than yours, by the address of this line"));
  else
    return TRUE;
  return FALSE;
}

/**
 * ubilling_session_new:
 *
 * Returns: (transfer full): what they have opened
 */
CabinetSession *
ubilling_session_new (const char *login, const char *secret, UbillingForm form)
{
  CabinetSession *session = g_object_new (CABINET_TYPE_SESSION, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, secret, -1);

  session->access_token = g_strdup_printf ("%c:%s:%s", form, login, digest);
  return session;
}

static CabinetSignInStep *
new_step (CabinetSignInRequest *person, UbillingForm form)
{
  CabinetSignInStep *step = g_object_new (CABINET_TYPE_SIGN_IN_STEP, NULL);

  step->step = CABINET_STEP_KIND_SESSION;
  step->session = ubilling_session_new (person->login, person->secret, form);
  return step;
}

/**
 * ubilling_sign_in:
 *
 * CABINET_OP_SIGN_IN: the query form is tried only after the portal has answered cookies with its login page.
 */
CabinetRequest *
ubilling_sign_in (CabinetSequence *sequence, GError **error)
{
  CabinetSignInRequest *person = CABINET_SIGN_IN_REQUEST (sequence->call->record);
  guint answered = sequence->answers->len;

  if (answered == 0)
    {
      if (person->kind != CABINET_LOGIN_KIND_PASSWORD || person->login == NULL || person->secret == NULL)
        {
          cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, NULL,
                             _ ("The provider lets in with login and password only"));
          return NULL;
        }
      return check_login (person->login, error)
               ? ubilling_ask_to_prove (person->login, person->secret, UBILLING_FORM_COOKIE)
               : NULL;
    }
  if (answered == 1 && ubilling_is_login_page (cabinet_sequence_get_answer (sequence, 0)))
    return ubilling_ask_to_prove (person->login, person->secret, UBILLING_FORM_QUERY);
  if (answered == 2 && ubilling_is_login_page (cabinet_sequence_get_answer (sequence, 1)))
    cabinet_set_error (error, CABINET_ERROR_AUTH, "forbidden",
                       _ ("The provider's portal takes login and password on its own page only"));
  else if (ubilling_check_proof (sequence, answered - 1, person->login, error))
    sequence->record = new_step (person, answered == 1 ? UBILLING_FORM_COOKIE : UBILLING_FORM_QUERY);
  return NULL;
}

/**
 * ubilling_sign_out:
 *
 * CABINET_OP_SIGN_OUT: there is nothing to end.
 */
CabinetRequest *
ubilling_sign_out (CabinetSequence *sequence, GError **error)
{
  return NULL;
}

/* A name for the provider that lasts as long as its address. */
static char *
dup_host (CabinetSequence *sequence)
{
  g_autoptr (GUri) uri = g_uri_parse (sequence->base_url, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "ubilling");
}

static CabinetProviderInfo *
new_info (CabinetSequence *sequence, char *name)
{
  CabinetProviderInfo *info = g_object_new (CABINET_TYPE_PROVIDER_INFO, NULL);
  g_autoptr (CabinetLoginOption) option = g_object_new (CABINET_TYPE_LOGIN_OPTION, NULL);

  info->id = dup_host (sequence);
  info->name = name;
  info->region = g_strdup ("");
  info->zone = ubilling_dup_zone ();
  info->currency = g_strdup ("XXX");
  info->connector = g_strdup ("ubilling");
  info->base_url = g_strdup (sequence->base_url);
  option->kind = CABINET_LOGIN_KIND_PASSWORD;
  option->label = g_strdup (_ ("Login"));
  option->pattern = g_strdup ("^[A-Za-z0-9_.-]+$");
  g_list_store_append (info->logins, option);
  return info;
}

/* The form that the portal asks for login and password with has had these names in all versions. */
static gboolean
has_own_form (CabinetResponse *answer)
{
  gsize length;
  const char *bytes = g_bytes_get_data (answer->raw, &length);
  g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", length);

  return ubilling_is_login_page (answer)
         && g_regex_match_simple ("\\bname\\s*=\\s*[\"']?ulogin\\b", text, G_REGEX_CASELESS, 0)
         && g_regex_match_simple ("\\bname\\s*=\\s*[\"']?upassword\\b", text, G_REGEX_CASELESS, 0);
}

/* Whether the answer to a proof without credentials can only be such a portal's; else the page before it was
 * another's. */
static gboolean
check_portal (CabinetSequence *sequence, guint step, GError **error)
{
  CabinetResponse *answer = cabinet_sequence_get_answer (sequence, step);
  JsonObject *proof = cabinet_sequence_get_object (sequence, step);
  g_autoptr (GError) fault = NULL;

  if (has_own_form (answer) || (proof != NULL && json_object_has_member (proof, "auth")))
    return TRUE;
  if (ubilling_check_answer (sequence, step, &fault) || fault->code == CABINET_ERROR_PROTOCOL)
    g_propagate_error (error, ubilling_new_web_page_error ());
  else if (g_strcmp0 (cabinet_error_get_code (fault), "needs-key") == 0)
    return TRUE;
  else if (fault->code == CABINET_ERROR_AUTH)
    g_propagate_error (error, ubilling_new_web_page_error ());
  else
    g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static CabinetRequest *
ask_public (const char *const *words)
{
  CabinetRequest *request = cabinet_request_new ("GET", "", CABINET_REQUEST_PUBLIC);

  for (; *words != NULL; words++)
    cabinet_request_add_query (request, *words, "true");
  return request;
}

static gboolean
is_web_page (CabinetSequence *sequence, GError *fault)
{
  return cabinet_sequence_get_answer (sequence, 0)->status == 200
         && (g_strcmp0 (cabinet_error_get_code (fault), "web-page") == 0
             || fault->code == CABINET_ERROR_AUTH);
}

/* NULL = it names nobody. */
static char *
dup_name (JsonObject *manifest)
{
  char *name = cabinet_loose_dup_text (manifest, "short_name");

  return name != NULL ? name : cabinet_loose_dup_text (manifest, "name");
}

/**
 * ubilling_read_provider:
 *
 * CABINET_OP_READ_PROVIDER: the manifest of the portal, which is told without credentials, has its name. An
 * older portal answers it as all else without credentials: with the page that asks for them.
 */
CabinetRequest *
ubilling_read_provider (CabinetSequence *sequence, GError **error)
{
  static const char *const manifest[] = { "manifest", NULL };
  static const char *const proof[] = { "xmlagent", "json", "justauth", NULL };
  g_autoptr (GError) fault = NULL;
  char *name;

  if (sequence->answers->len == 0)
    return ask_public (manifest);
  if (sequence->answers->len == 2)
    {
      if (check_portal (sequence, 1, error))
        sequence->record = new_info (sequence, dup_host (sequence));
      return NULL;
    }
  if (!ubilling_check_answer (sequence, 0, &fault))
    {
      if (is_web_page (sequence, fault))
        return ask_public (proof);
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  name = dup_name (cabinet_sequence_get_object (sequence, 0));
  if (name == NULL)
    cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "name: missing");
  else
    sequence->record = new_info (sequence, name);
  return NULL;
}

/**
 * ubilling_list_contracts:
 *
 * CABINET_OP_LIST_CONTRACTS: a login is a contract.
 */
CabinetRequest *
ubilling_list_contracts (CabinetSequence *sequence, GError **error)
{
  JsonObject *userdata;
  g_autoptr (CabinetContract) contract = NULL;
  CabinetContractList *list;

  if (sequence->answers->len == 0)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, 0, error);
  if (userdata == NULL)
    return NULL;
  contract = g_object_new (CABINET_TYPE_CONTRACT, NULL);
  contract->id = cabinet_loose_dup_text (userdata, "login");
  contract->number = ubilling_dup_word (userdata, "contract");
  if (contract->number == NULL)
    contract->number = g_strdup (contract->id);
  contract->holder = cabinet_loose_dup_text (userdata, "realname");
  contract->address = cabinet_loose_dup_text (userdata, "address");
  contract->city = cabinet_loose_dup_text (userdata, "cityname");
  contract->zone = ubilling_dup_zone ();
  contract->currency = g_strdup (ubilling_get_currency (sequence, userdata));
  contract->signed_on = cabinet_loose_get_date (userdata, "contractdate");
  list = g_object_new (CABINET_TYPE_CONTRACT_LIST, NULL);
  g_list_store_append (list->contracts, contract);
  sequence->record = list;
  return NULL;
}
