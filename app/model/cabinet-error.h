/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CabinetError:
 * @CABINET_ERROR_OFFLINE: nothing usable came back, a repeat is harmless
 * @CABINET_ERROR_TIMEOUT: a read got no answer in time
 * @CABINET_ERROR_AUTH: sign-in wrong, over, locked or not open yet
 * @CABINET_ERROR_REFUSED: the server understood and said no
 * @CABINET_ERROR_RATE_LIMITED: too many requests; the retry time may be known
 * @CABINET_ERROR_UNSUPPORTED: not in this system, or not for this contract
 * @CABINET_ERROR_PROTOCOL: the answer breaks the contract; the message names the path in it
 * @CABINET_ERROR_UNCONFIRMED: a change left and its outcome could not be read
 * @CABINET_ERROR_STORAGE: local storage is full, read-only, damaged or too new
 * @CABINET_ERROR_KEYRING: the keyring is locked, absent or does not answer
 * @CABINET_ERROR_INPUT: what the person gave is not usable (a sum, a date, an unknown account)
 *
 * The one error domain of Cabinet: what happened, as a person or a script must tell it apart.
 */
typedef enum
{
  CABINET_ERROR_OFFLINE,
  CABINET_ERROR_TIMEOUT,
  CABINET_ERROR_AUTH,
  CABINET_ERROR_REFUSED,
  CABINET_ERROR_RATE_LIMITED,
  CABINET_ERROR_UNSUPPORTED,
  CABINET_ERROR_PROTOCOL,
  CABINET_ERROR_UNCONFIRMED,
  CABINET_ERROR_STORAGE,
  CABINET_ERROR_KEYRING,
  CABINET_ERROR_INPUT,
} CabinetError;

#define CABINET_ERROR (cabinet_error_quark ())
GQuark cabinet_error_quark (void);

/* An error may also carry what a program branches on or a person is told. */
GError *cabinet_error_new (CabinetError kind, const char *code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void cabinet_set_error (GError **error, CabinetError kind, const char *code, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

const char *cabinet_error_get_code (const GError *error);
const char *cabinet_error_get_words (const GError *error);
void cabinet_error_set_words (GError *error, const char *words);
const char *cabinet_error_get_field (const GError *error);
void cabinet_error_set_field (GError *error, const char *field);
gint64 cabinet_error_get_retry_at (const GError *error);
void cabinet_error_set_retry_at (GError *error, gint64 retry_at);
gboolean cabinet_error_get_left (const GError *error);
void cabinet_error_set_left (GError *error, gboolean left);

const char *cabinet_error_kind_to_nick (CabinetError kind);

G_END_DECLS
