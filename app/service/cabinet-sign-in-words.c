/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-household-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * cabinet_sign_in_add_sentence:
 * @text: what is said so far
 * @sentence: (nullable): the provider's own words, which may or may not end with a stop
 */
void
cabinet_sign_in_add_sentence (GString *text, const char *sentence)
{
  if (sentence == NULL || *sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  if (strchr (".!?", sentence[strlen (sentence) - 1]) == NULL)
    g_string_append_c (text, '.');
}

static gboolean
has_code (const GError *error, const char *code)
{
  return g_strcmp0 (cabinet_error_get_code (error), code) == 0;
}

/* What a wrong password may really be: a new contract (A13), the other realm of numbers (A18). */
static char *
wrong_credentials_words (CabinetProviderInfo *descriptor)
{
  GString *text = g_string_new (_ ("The number or the password is wrong."));

  if (descriptor == NULL)
    return g_string_free (text, FALSE);
  if (cabinet_list_length (descriptor->categories) > 1)
    cabinet_sign_in_add_sentence (text, _ ("Look at the category too: the same number exists in both."));
  cabinet_sign_in_add_sentence (text, descriptor->credential_help);
  cabinet_sign_in_add_sentence (text, descriptor->sign_in_notice);
  return g_string_free (text, FALSE);
}

static char *
locked_words (const GError *error)
{
  gint64 retry_at = cabinet_error_get_retry_at (error);
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *moment = NULL;

  if (retry_at == 0)
    return g_strdup (_ ("Too many wrong passwords: the provider has locked the sign-in for a while."));
  zone = g_time_zone_new_local ();
  moment = cabinet_instant_format (retry_at, zone, cabinet_date_of_instant (cabinet_instant_now (), zone));
  /* Translators: %s is "14:32" or "tomorrow at 9:00" */
  return g_strdup_printf (_ ("Too many wrong passwords: the provider has locked the sign-in until %s."),
                          moment);
}

static char *
auth_words (const GError *error, CabinetProviderInfo *descriptor)
{
  const char *words = cabinet_error_get_words (error);
  GString *text;

  if (has_code (error, "wrong-credentials"))
    return wrong_credentials_words (descriptor);
  if (has_code (error, "wrong-code"))
    return g_strdup (_ ("This code is wrong."));
  if (has_code (error, "code-expired"))
    return g_strdup (_ ("This code is too old. Ask for a new one."));
  if (has_code (error, "not-open-yet"))
    {
      text = g_string_new (_ ("The sign-in of this contract is not open yet."));
      cabinet_sign_in_add_sentence (
        text, words != NULL ? words : (descriptor != NULL ? descriptor->sign_in_notice : NULL));
      return g_string_free (text, FALSE);
    }
  if (has_code (error, "closed"))
    {
      text = g_string_new (_ ("This contract is closed."));
      cabinet_sign_in_add_sentence (text, words);
      return g_string_free (text, FALSE);
    }
  if (has_code (error, "session-over"))
    return g_strdup (_ ("The session is over. Sign in again."));
  return g_strdup_printf (_ ("The provider refused the sign-in: %s"), words != NULL ? words : error->message);
}

static char *
offline_words (const GError *error)
{
  if (has_code (error, "tls"))
    return g_strdup_printf (_ ("The connection is not safe, the password was not sent: %s"), error->message);
  if (has_code (error, "demo"))
    return g_strdup (error->message);
  return g_strdup (
    _ ("The provider cannot be reached. Look whether this computer is online, then try again."));
}

static char *
unsupported_words (const GError *error)
{
  if (!has_code (error, "switched-off"))
    return g_strdup (_ ("This provider does not offer this way to sign in."));
  return g_strdup_printf (_ ("%s. Only the provider can turn it on: ask its support. Until then the contract "
                             "can be seen in a browser only."),
                          error->message);
}

/**
 * cabinet_sign_in_dup_refusal_words:
 * @error: what the sign-in ended with
 * @descriptor: (nullable): of the provider
 *
 * Returns: (transfer full): what it means and what to do next, in sentences
 */
char *
cabinet_sign_in_dup_refusal_words (const GError *error, CabinetProviderInfo *descriptor)
{
  const char *words;

  g_return_val_if_fail (error != NULL, NULL);

  words = cabinet_error_get_words (error);
  if (error->domain != CABINET_ERROR)
    return g_strdup (error->message);
  if (has_code (error, "locked") && error->code != CABINET_ERROR_KEYRING)
    return locked_words (error);
  if (has_code (error, "not-open-yet") || has_code (error, "closed"))
    return auth_words (error, descriptor);
  switch ((CabinetError) error->code)
    {
    case CABINET_ERROR_OFFLINE:
      return offline_words (error);
    case CABINET_ERROR_TIMEOUT:
      return g_strdup (_ ("The provider does not answer. Try again later."));
    case CABINET_ERROR_AUTH:
      return auth_words (error, descriptor);
    case CABINET_ERROR_RATE_LIMITED:
      return g_strdup (_ ("Too many requests. Wait a minute, then try again."));
    case CABINET_ERROR_UNSUPPORTED:
      return unsupported_words (error);
    case CABINET_ERROR_PROTOCOL:
      return g_strdup_printf (_ ("The provider's answer could not be read (%s)."), error->message);
    case CABINET_ERROR_KEYRING:
      return g_strdup_printf (_ ("The keyring did not take the password: %s"), error->message);
    case CABINET_ERROR_STORAGE:
      return g_strdup_printf (_ ("The contract could not be saved: %s"), error->message);
    case CABINET_ERROR_REFUSED:
    case CABINET_ERROR_UNCONFIRMED:
    case CABINET_ERROR_INPUT:
    default:
      return g_strdup (words != NULL ? words : error->message);
    }
}

/* Cyrillic letters that look like Latin ones: typed with the wrong layout they cannot be told apart (B1). */
static gboolean
has_look_alike (const char *text)
{
  static const char look_alikes[] = "авекмнорстухАВЕКМНОРСТУХ";

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_strchr (look_alikes, -1, g_utf8_get_char (at)) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_cyrillic (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_CYRILLIC)
      return TRUE;
  return FALSE;
}

static gboolean
has_edge_space (const char *text)
{
  gunichar last;

  if (*text == '\0')
    return FALSE;
  last = g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));
  return g_unichar_isspace (g_utf8_get_char (text)) || g_unichar_isspace (last);
}

/**
 * cabinet_sign_in_normalize_login:
 * @login: as typed
 *
 * Returns: (transfer full): without spaces around it; a number also without those within, which is how long
 *   numbers are printed and read out
 */
char *
cabinet_sign_in_normalize_login (const char *login)
{
  GString *text = g_string_new (NULL);
  gboolean number = TRUE;

  for (const char *at = login; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && !g_ascii_isdigit (*at))
        number = FALSE;
      if (!g_unichar_isspace (c))
        g_string_append_unichar (text, c);
    }
  if (number)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return g_strstrip (g_strdup (login));
}

static char *
login_warning (CabinetLoginOption *option, const char *login)
{
  g_autofree char *normal = NULL;

  if (has_cyrillic (login) && !(option != NULL && option->example != NULL && has_cyrillic (option->example)))
    return g_strdup (_ ("There are Cyrillic letters in the login. Check the keyboard layout."));
  normal = cabinet_sign_in_normalize_login (login);
  if (strpbrk (normal, " \t") != NULL)
    return g_strdup (_ ("There are spaces in the login."));
  if (option == NULL || option->pattern == NULL || *normal == '\0'
      || g_regex_match_simple (option->pattern, normal, 0, 0))
    return NULL;
  if (option->example != NULL)
    /* Translators: both %s are logins: the one typed is unusual, the other is an example */
    return g_strdup_printf (_ ("“%1$s” looks unusual: it is mostly like %2$s."), login, option->example);
  return g_strdup_printf (_ ("“%s” looks unusual for this provider."), login);
}

/**
 * cabinet_sign_in_dup_input_warning:
 * @option: (nullable): the way to sign in
 * @login: (nullable): as typed
 * @secret: (nullable): as typed; it is never quoted
 *
 * Returns: (transfer full) (nullable): a warning about what was typed (B1, B5, B6), never a reason to refuse
 */
char *
cabinet_sign_in_dup_input_warning (CabinetLoginOption *option, const char *login, const char *secret)
{
  char *warning = login != NULL && g_utf8_validate (login, -1, NULL) ? login_warning (option, login) : NULL;

  if (warning != NULL || secret == NULL || !g_utf8_validate (secret, -1, NULL))
    return warning;
  if (has_look_alike (secret))
    return g_strdup (_ ("There are Cyrillic letters in the password that look like Latin ones. Check the "
                        "keyboard layout."));
  if (has_cyrillic (secret))
    return g_strdup (_ ("There are Cyrillic letters in the password. Check the keyboard layout."));
  if (has_edge_space (secret))
    return g_strdup (_ ("The password begins or ends with a space."));
  return NULL;
}
