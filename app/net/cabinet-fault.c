/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-fault.h"

#include <glib/gi18n-lib.h>

#include "cabinet-problem.h"
#include "cabinet-retry.h"

#define CLOCK_TOLERANCE (2 * G_TIME_SPAN_SECOND)

/* The closed list of words (design, section 3.4): what each means to the program and, if the server says no
 * more, to a person. */
static const struct
{
  const char *word;
  CabinetError kind;
  const char *code; /* NULL = the word */
  const char *message;
} problems[] = {
  { "wrong-credentials", CABINET_ERROR_AUTH, NULL, N_ ("The login or the password is wrong") },
  { "session-over", CABINET_ERROR_AUTH, NULL, N_ ("The sign-in is over") },
  { "wrong-code", CABINET_ERROR_AUTH, NULL, N_ ("The code is wrong") },
  { "code-expired", CABINET_ERROR_AUTH, NULL, N_ ("The code is no longer valid") },
  { "locked", CABINET_ERROR_AUTH, NULL, N_ ("Too many wrong attempts: sign-in is locked for a while") },
  { "not-open-yet", CABINET_ERROR_AUTH, NULL, N_ ("Access is not open yet") },
  { "closed", CABINET_ERROR_AUTH, NULL, N_ ("The contract is closed") },
  { "forbidden", CABINET_ERROR_AUTH, NULL, N_ ("The provider does not allow this") },
  { "not-for-guests", CABINET_ERROR_UNSUPPORTED, NULL, N_ ("This cannot be had without signing in") },
  { "rate-limited", CABINET_ERROR_RATE_LIMITED, NULL, N_ ("Too many requests") },
  { "not-found", CABINET_ERROR_REFUSED, NULL, N_ ("The provider does not know this") },
  { "bad-value", CABINET_ERROR_REFUSED, NULL, N_ ("The provider does not accept a value") },
  { "gone", CABINET_ERROR_REFUSED, NULL, N_ ("The provider has rebuilt its records") },
  { "too-large", CABINET_ERROR_REFUSED, NULL, N_ ("The request is too large for the provider") },
  { "preview-stale", CABINET_ERROR_REFUSED, NULL, N_ ("What the change does is different by now") },
  { "confirmation-needed", CABINET_ERROR_REFUSED, NULL, N_ ("The provider asks for the password again") },
  { "in-progress", CABINET_ERROR_REFUSED, NULL, N_ ("The provider still works on this very request") },
  { "key-reused", CABINET_ERROR_REFUSED, NULL, N_ ("The provider has another request under this key") },
  { "key-missing", CABINET_ERROR_REFUSED, NULL, N_ ("The provider misses the key of the request") },
  { "not-eligible", CABINET_ERROR_REFUSED, NULL, N_ ("The provider does not allow this for the contract") },
  { "not-enough-money", CABINET_ERROR_REFUSED, NULL, N_ ("There is not enough money on the balance") },
  { "limit-reached", CABINET_ERROR_REFUSED, NULL, N_ ("This cannot be done so often") },
  { "already", CABINET_ERROR_REFUSED, NULL, N_ ("It is so already") },
  { "already-pending", CABINET_ERROR_REFUSED, NULL, N_ ("Another change is on its way already") },
  { "amount-min", CABINET_ERROR_REFUSED, NULL, N_ ("The sum is smaller than the provider accepts") },
  { "amount-max", CABINET_ERROR_REFUSED, NULL, N_ ("The sum is larger than the provider accepts") },
  { "too-long", CABINET_ERROR_REFUSED, NULL, N_ ("The text is longer than the provider accepts") },
  { "card-unknown", CABINET_ERROR_REFUSED, NULL, N_ ("The provider does not know this card") },
  { "card-used", CABINET_ERROR_REFUSED, NULL, N_ ("This card was used already") },
  { "card-expired", CABINET_ERROR_REFUSED, NULL, N_ ("This card has expired") },
  { "file-refused", CABINET_ERROR_REFUSED, NULL, N_ ("The provider does not accept this file") },
  { "unsupported", CABINET_ERROR_UNSUPPORTED, NULL, N_ ("The provider does not offer this") },
  { "switched-off", CABINET_ERROR_UNSUPPORTED, NULL, N_ ("The provider has switched this off") },
  { "method-not-allowed", CABINET_ERROR_REFUSED, NULL, N_ ("The provider does not offer this") },
  { "server-error", CABINET_ERROR_OFFLINE, "server-down", N_ ("The provider's server has failed") },
};

/**
 * cabinet_fault_get_server_time:
 *
 * Returns: what the header Date says, 0 = nothing usable
 */
CabinetInstant
cabinet_fault_get_server_time (SoupMessage *message)
{
  const char *value = soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");
  g_autoptr (GDateTime) date = value != NULL ? soup_date_time_new_from_http_string (value) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * G_TIME_SPAN_SECOND : 0;
}

static CabinetInstant
get_server_now (SoupMessage *message)
{
  CabinetInstant now = cabinet_fault_get_server_time (message);

  return now != 0 ? now : g_get_real_time ();
}

/* An instant of the server's as this computer's clock will show it. The header Date counts whole seconds. */
static CabinetInstant
to_own_clock (SoupMessage *message, CabinetInstant instant)
{
  CabinetInstant skew = get_server_now (message) - g_get_real_time ();

  return ABS (skew) < CLOCK_TOLERANCE ? instant : instant - skew;
}

/**
 * cabinet_fault_get_retry_after:
 *
 * Returns: microseconds that the server asks to wait, -1 = it does not ask
 */
gint64
cabinet_fault_get_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return cabinet_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"),
                                    get_server_now (message));
}

/**
 * cabinet_fault_from_transport:
 * @cause: what GIO, TLS or libsoup say; not a cancellation
 * @hopeless: (out): whether a repeat would not help
 *
 * Returns: (transfer full): the same for a person and a program
 */
GError *
cabinet_fault_from_transport (const GError *cause, gboolean *hopeless)
{
  *hopeless = TRUE;
  if (cause->domain == CABINET_ERROR)
    return g_error_copy (cause);
  if (cause->domain == G_RESOLVER_ERROR)
    {
      *hopeless = cause->code != G_RESOLVER_ERROR_TEMPORARY_FAILURE;
      return cabinet_error_new (CABINET_ERROR_OFFLINE, "dns", _ ("The provider's server was not found: %s"),
                                cause->message);
    }
  if (cause->domain == G_TLS_ERROR)
    return cabinet_error_new (CABINET_ERROR_OFFLINE, "tls", _ ("No secure connection to the provider: %s"),
                              cause->message);

  /* A head that breaks off looks like noise to libsoup. */
  *hopeless = !g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING);
  if (cause->domain == SOUP_SESSION_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return cabinet_error_new (CABINET_ERROR_PROTOCOL, "not-http",
                              _ ("The provider's answer cannot be read: %s"), cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return cabinet_fault_new_timeout ();

  *hopeless = FALSE;
  return cabinet_error_new (CABINET_ERROR_OFFLINE, "connect", _ ("No connection to the provider: %s"),
                            cause->message);
}

GError *
cabinet_fault_new_timeout (void)
{
  return cabinet_error_new (CABINET_ERROR_TIMEOUT, NULL, _ ("The provider did not answer in time"));
}

GError *
cabinet_fault_new_too_long (void)
{
  return cabinet_error_new (CABINET_ERROR_PROTOCOL, "too-long",
                            _ ("The provider's answer is longer than %d MiB"), CABINET_LARGEST_BODY >> 20);
}

/* Where a redirection points, without what may be secret. */
static char *
dup_target (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autoptr (GUri) target = NULL;

  if (location != NULL)
    target = g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target == NULL)
    return g_strdup ("?");
  return g_uri_to_string_partial (target, G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
}

static GError *
check_content (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (type != NULL && (g_str_equal (type, "text/html") || g_str_equal (type, "application/xhtml+xml")))
    return cabinet_error_new (CABINET_ERROR_PROTOCOL, "web-page",
                              _ ("This is a web page, not a cabinet's interface"));
  if (g_strcmp0 (type, "application/json") != 0)
    return cabinet_error_new (CABINET_ERROR_PROTOCOL, "content-type",
                              _ ("The provider's answer is “%s”, not JSON"), type != NULL ? type : "");
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > CABINET_LARGEST_BODY)
    return cabinet_fault_new_too_long ();
  return NULL;
}

/**
 * cabinet_fault_from_head:
 * @conditional: whether the request named an ETag, so that 304 is an answer
 * @foreign: whether a body of any kind is an answer
 *
 * Judges an answer by its status and headers, before any of its body is read.
 *
 * Returns: (transfer full) (nullable): why the body is not worth reading; %NULL for a good answer, and for a
 *   refusal (400-599), whose body may say more
 */
GError *
cabinet_fault_from_head (SoupMessage *message, gboolean conditional, gboolean foreign)
{
  guint status = soup_message_get_status (message);
  g_autofree char *target = NULL;

  if (status == SOUP_STATUS_NO_CONTENT || (status == SOUP_STATUS_NOT_MODIFIED && conditional)
      || (status >= 400 && status <= 599))
    return NULL;
  if (status >= 200 && status <= 299)
    return foreign ? NULL : check_content (message);
  if (status < 300 || status > 399 || status == SOUP_STATUS_NOT_MODIFIED)
    return cabinet_error_new (CABINET_ERROR_PROTOCOL, "status",
                              _ ("The provider answered with the unexpected status %u"), status);

  target = dup_target (message);
  return cabinet_error_new (CABINET_ERROR_PROTOCOL, "redirect", _ ("The address leads elsewhere, to %s"),
                            target);
}

static CabinetProblem *
decode_problem (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize length;
  const char *text;

  if (body == NULL || g_strcmp0 (type, "application/problem+json") != 0)
    return NULL;
  text = g_bytes_get_data (body, &length);
  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    return NULL;
  return cabinet_record_decode_text (CABINET_TYPE_PROBLEM, text, length, NULL);
}

/**
 * cabinet_fault_new:
 * @word: (nullable): of the closed list
 *
 * Returns: (transfer full) (nullable): what it means; %NULL if it is not in the list
 */
GError *
cabinet_fault_new (const char *word)
{
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (problems); i++)
    {
      if (g_str_equal (word, problems[i].word))
        return cabinet_error_new (problems[i].kind, problems[i].code != NULL ? problems[i].code : word, "%s",
                                  _ (problems[i].message));
    }
  return NULL;
}

static GError *
new_for_status (guint status, gboolean is_signed)
{
  if (status == SOUP_STATUS_UNAUTHORIZED && is_signed)
    return cabinet_fault_new ("session-over");
  if (status == CABINET_STATUS_TOO_MANY_REQUESTS)
    return cabinet_fault_new ("rate-limited");
  if (status >= 500)
    return cabinet_fault_new ("server-error");
  return cabinet_error_new (CABINET_ERROR_REFUSED, "other", _ ("The provider refused (status %u)"), status);
}

/* What the server says beside the word. */
static void
add_details (GError *error, CabinetProblem *problem)
{
  if (problem->detail != NULL && *problem->detail != '\0')
    cabinet_error_set_words (error, problem->detail);
  else if (problem->title != NULL && *problem->title != '\0')
    cabinet_error_set_words (error, problem->title);
  if (cabinet_list_length (problem->fields) > 0)
    {
      CabinetProblemField *field = cabinet_list_get (problem->fields, 0);

      cabinet_error_set_field (error, field->name);
    }
}

/**
 * cabinet_fault_from_refusal:
 * @message: answered with 400-599
 * @is_signed: whether it carried a token
 * @body: (nullable): what came with it
 *
 * Returns: (transfer full): what the server means. Times are by this computer's clock, which may be wrong.
 */
GError *
cabinet_fault_from_refusal (SoupMessage *message, gboolean is_signed, GBytes *body)
{
  g_autoptr (CabinetProblem) problem = decode_problem (message, body);
  guint status = soup_message_get_status (message);
  gint64 retry_after = cabinet_fault_get_retry_after (message);
  GError *error = NULL;

  if (problem != NULL && problem->type != NULL)
    {
      const char *colon = strrchr (problem->type, ':');

      error = cabinet_fault_new (colon != NULL ? colon + 1 : problem->type);
    }
  if (error == NULL)
    error = new_for_status (status, is_signed);
  if (problem != NULL)
    add_details (error, problem);
  if (problem != NULL && problem->retry_at != 0)
    cabinet_error_set_retry_at (error, to_own_clock (message, problem->retry_at));
  else if (retry_after >= 0)
    cabinet_error_set_retry_at (error, g_get_real_time () + retry_after);
  return error;
}
