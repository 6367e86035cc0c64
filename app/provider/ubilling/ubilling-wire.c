/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "ubilling-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The currency is a text that the operator typed (Q9). */
static const struct
{
  const char *text; /* in small letters */
  const char *currency;
} currencies[] = {
  { "uah", "UAH" },  { "грн", "UAH" }, { "грн.", "UAH" }, { "гривня", "UAH" }, { "гривень", "UAH" },
  { "₴", "UAH" },    { "hrn", "UAH" }, { "rub", "RUB" },  { "rur", "RUB" },    { "руб", "RUB" },
  { "руб.", "RUB" }, { "р.", "RUB" },  { "₽", "RUB" },  { "kzt", "KZT" },    { "тг", "KZT" },
  { "тг.", "KZT" },  { "₸", "KZT" },   { "byn", "BYN" },  { "usd", "USD" },    { "$", "USD" },
  { "eur", "EUR" },  { "€", "EUR" },   { "uzs", "UZS" },  { "сум", "UZS" },    { "kgs", "KGS" },
  { "сом", "KGS" },  { "mdl", "MDL" }, { "лей", "MDL" },  { "gel", "GEL" },    { "₾", "GEL" },
  { "azn", "AZN" },  { "₼", "AZN" }, { "pln", "PLN" },  { "zł", "PLN" },     { "amd", "AMD" },
  { "tjs", "TJS" },
};

/**
 * ubilling_ask:
 * @verb: (nullable): such as "payments"; %NULL = the summary of the account
 *
 * Returns: (transfer full): a read
 */
CabinetRequest *
ubilling_ask (const char *verb)
{
  CabinetRequest *request = cabinet_request_new ("GET", "", CABINET_REQUEST_SIGNED);

  cabinet_request_add_query (request, "xmlagent", "true");
  cabinet_request_add_query (request, "json", "true");
  if (verb != NULL)
    cabinet_request_add_query (request, verb, "true");
  return request;
}

/**
 * ubilling_ask_module:
 * @module: of the portal
 * @agent: the switch that makes it answer data
 *
 * Returns: (transfer full): a request of one of the modules that are no verbs
 */
CabinetRequest *
ubilling_ask_module (const char *module, const char *agent)
{
  CabinetRequest *request = cabinet_request_new ("GET", "", CABINET_REQUEST_SIGNED);

  cabinet_request_add_query (request, "module", module);
  cabinet_request_add_query (request, agent, "true");
  cabinet_request_add_query (request, "json", "true");
  return request;
}

static char *
dup_raw (CabinetResponse *answer)
{
  gsize length;
  const char *text = g_bytes_get_data (answer->raw, &length);

  return g_strstrip (g_strndup (text != NULL ? text : "", length));
}

/**
 * ubilling_is_login_page:
 *
 * Returns: whether the portal asks for login and password: so it says that it did not take those it was given
 */
gboolean
ubilling_is_login_page (CabinetResponse *answer)
{
  g_autofree char *text = dup_raw (answer);

  return answer->status == 200 && answer->body == NULL && *text == '<'
         && g_regex_match_simple ("(type\\s*=\\s*[\"']?password|name\\s*=\\s*[\"']?upassword)\\b", text,
                                  G_REGEX_CASELESS, 0);
}

GError *
ubilling_new_web_page_error (void)
{
  return cabinet_error_new (CABINET_ERROR_PROTOCOL, "web-page",
                            _ ("This is a web page, not a cabinet's interface"));
}

static GError *
judge_text (CabinetResponse *answer)
{
  g_autofree char *text = dup_raw (answer);

  if (answer->status == 401 || strstr (text, "ERROR_WRONG_UBERAUTH") != NULL)
    return cabinet_fault_new ("wrong-credentials");
  if (strstr (text, "Core API connectivity failed") != NULL)
    return cabinet_error_new (CABINET_ERROR_OFFLINE, "server-down",
                              _ ("The provider's billing does not answer at the moment"));
  if (answer->status == 429)
    return cabinet_fault_new ("rate-limited");
  if (answer->status >= 500)
    return cabinet_fault_new ("server-error");
  if (ubilling_is_login_page (answer))
    return cabinet_fault_new ("session-over");
  if (*text == '<' && !g_str_has_prefix (text, "<?xml"))
    return ubilling_new_web_page_error ();
  return cabinet_error_new (CABINET_ERROR_PROTOCOL, "not-json", _ ("The provider's answer is not JSON"));
}

static GError *
judge_reason (const char *reason)
{
  if (g_str_equal (reason, "disabled"))
    return cabinet_error_new (CABINET_ERROR_UNSUPPORTED, "switched-off",
                              _ ("The provider has switched its interface for programs off"));
  if (g_str_equal (reason, "wrong_uberauth"))
    return cabinet_error_new (CABINET_ERROR_AUTH, "needs-key",
                              _ ("The provider lets in only programs that it gave a key to"));
  return cabinet_error_new (CABINET_ERROR_REFUSED, "other", _ ("The provider refused: %s"), reason);
}

/**
 * ubilling_check_answer:
 * @step: of which answer
 * @error: what it means, if it is none: whatever is not JSON is an error or a web page, also with status 200
 *
 * Returns: whether it is JSON that does not refuse everything
 */
gboolean
ubilling_check_answer (CabinetSequence *sequence, guint step, GError **error)
{
  CabinetResponse *answer = cabinet_sequence_get_answer (sequence, step);
  g_autofree char *reason = NULL;
  GError *fault = NULL;

  if (answer->body == NULL)
    fault = judge_text (answer);
  else if (JSON_NODE_HOLDS_OBJECT (answer->body))
    {
      reason = cabinet_loose_dup_text (json_node_get_object (answer->body), "reason");
      if (reason != NULL)
        fault = judge_reason (reason);
    }
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, fault);
  return FALSE;
}

/**
 * ubilling_get_userdata:
 *
 * Returns: (transfer none) (nullable): the summary of the account; %NULL with @error
 */
JsonObject *
ubilling_get_userdata (CabinetSequence *sequence, guint step, GError **error)
{
  JsonObject *userdata;
  g_autofree char *login = NULL;

  if (!ubilling_check_answer (sequence, step, error))
    return NULL;
  userdata = cabinet_sequence_get_object (sequence, step);
  login = cabinet_loose_dup_text (userdata, "login");
  if (login == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "login: missing");
      return NULL;
    }
  return userdata;
}

/**
 * ubilling_is_final:
 * @error: what the answer to a change means
 *
 * Returns: whether it says that nothing was changed: the request came no further than the door
 */
gboolean
ubilling_is_final (const GError *error)
{
  return error->code == CABINET_ERROR_AUTH || error->code == CABINET_ERROR_UNSUPPORTED
         || error->code == CABINET_ERROR_RATE_LIMITED;
}

/**
 * ubilling_find_currency:
 * @text: (nullable): what the operator calls it
 *
 * Returns: (transfer none): its code; "XXX" if the text is not known
 */
const char *
ubilling_find_currency (const char *text)
{
  g_autofree char *small = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  for (gsize i = 0; small != NULL && i < G_N_ELEMENTS (currencies); i++)
    {
      if (g_str_equal (g_strstrip (small), currencies[i].text))
        return currencies[i].currency;
    }
  return "XXX";
}

/**
 * ubilling_get_currency:
 * @userdata: (nullable): the summary, if it was read
 *
 * Returns: (transfer none): of all sums in the answers
 */
const char *
ubilling_get_currency (CabinetSequence *sequence, JsonObject *userdata)
{
  g_autofree char *text = cabinet_loose_dup_text (userdata, "currency");

  if (userdata == NULL && sequence->call->currency != NULL)
    return sequence->call->currency;
  return ubilling_find_currency (text);
}

/**
 * ubilling_dup_word:
 *
 * Returns: (transfer full) (nullable): a text; %NULL also for the words that stand for none
 */
char *
ubilling_dup_word (JsonObject *object, const char *member)
{
  char *text = cabinet_loose_dup_text (object, member);

  if (text != NULL
      && (g_ascii_strcasecmp (text, "No") == 0 || g_ascii_strcasecmp (text, "none") == 0
          || g_ascii_strcasecmp (text, "NULL") == 0))
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * ubilling_dup_zone:
 *
 * Returns: (transfer full): the zone of this computer: the server does not tell its own
 */
char *
ubilling_dup_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);
  g_autoptr (GTimeZone) known = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return g_strdup (known != NULL ? name : "UTC");
}

CabinetDate
ubilling_get_today (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return cabinet_date_of_instant (cabinet_instant_now (), zone);
}
