/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-error.h"

typedef struct
{
  char *code;
  char *words;
  char *field;
  gint64 retry_at;
  gboolean left;
} CabinetErrorPrivate;

static void
cabinet_error_private_init (CabinetErrorPrivate *priv)
{
}

static void
cabinet_error_private_copy (const CabinetErrorPrivate *source, CabinetErrorPrivate *copy)
{
  copy->code = g_strdup (source->code);
  copy->words = g_strdup (source->words);
  copy->field = g_strdup (source->field);
  copy->retry_at = source->retry_at;
  copy->left = source->left;
}

static void
cabinet_error_private_clear (CabinetErrorPrivate *priv)
{
  g_clear_pointer (&priv->code, g_free);
  g_clear_pointer (&priv->words, g_free);
  g_clear_pointer (&priv->field, g_free);
}

G_DEFINE_EXTENDED_ERROR (CabinetError, cabinet_error)

static CabinetErrorPrivate *
get_private (const GError *error)
{
  if (error == NULL || error->domain != CABINET_ERROR)
    return NULL;
  return cabinet_error_get_private (error);
}

static GError *
new_valist (CabinetError kind, const char *code, const char *format, va_list args)
{
  GError *error = g_error_new_valist (CABINET_ERROR, kind, format, args);

  get_private (error)->code = g_strdup (code);
  return error;
}

/**
 * cabinet_error_new:
 * @kind: what happened
 * @code: (nullable): the word of the closed vocabulary (design, section 3.4), such as `wrong-credentials`
 * @format: the message, translated, for a person
 *
 * Returns: (transfer full): a new error
 */
GError *
cabinet_error_new (CabinetError kind, const char *code, const char *format, ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = new_valist (kind, code, format, args);
  va_end (args);
  return error;
}

/**
 * cabinet_set_error:
 * @error: (out) (optional): where the error goes
 *
 * As [func@error_new], into @error.
 */
void
cabinet_set_error (GError **error, CabinetError kind, const char *code, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  *error = new_valist (kind, code, format, args);
  va_end (args);
}

/**
 * cabinet_error_get_code:
 *
 * Returns: (nullable): the word a program branches on
 */
const char *
cabinet_error_get_code (const GError *error)
{
  CabinetErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->code : NULL;
}

/**
 * cabinet_error_get_words:
 *
 * Returns: (nullable): the server's own words. To be shown, never logged: they may hold personal data.
 */
const char *
cabinet_error_get_words (const GError *error)
{
  CabinetErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->words : NULL;
}

void
cabinet_error_set_words (GError *error, const char *words)
{
  CabinetErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  g_free (priv->words);
  priv->words = g_strdup (words);
}

/**
 * cabinet_error_get_field:
 *
 * Returns: (nullable): the field of the request that was refused
 */
const char *
cabinet_error_get_field (const GError *error)
{
  CabinetErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->field : NULL;
}

void
cabinet_error_set_field (GError *error, const char *field)
{
  CabinetErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  g_free (priv->field);
  priv->field = g_strdup (field);
}

/**
 * cabinet_error_get_retry_at:
 *
 * Returns: an instant (microseconds since 1970, UTC, by this computer's clock) before which a repeat is
 * useless, or 0
 */
gint64
cabinet_error_get_retry_at (const GError *error)
{
  CabinetErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->retry_at : 0;
}

void
cabinet_error_set_retry_at (GError *error, gint64 retry_at)
{
  CabinetErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  priv->retry_at = retry_at;
}

/**
 * cabinet_error_get_left:
 *
 * Returns: whether the request, or a part of it, may have reached the server although no answer was read
 */
gboolean
cabinet_error_get_left (const GError *error)
{
  CabinetErrorPrivate *priv = get_private (error);

  return priv != NULL && priv->left;
}

void
cabinet_error_set_left (GError *error, gboolean left)
{
  CabinetErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);

  priv->left = left;
}

/**
 * cabinet_error_kind_to_nick:
 *
 * Returns: the stable word for @kind in `cabinetctl --json` errors
 */
const char *
cabinet_error_kind_to_nick (CabinetError kind)
{
  static const char *const nicks[] = {
    "offline",  "timeout",     "auth",    "refused", "rate-limited", "unsupported",
    "protocol", "unconfirmed", "storage", "keyring", "input",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), "internal");
  return nicks[kind];
}
