/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-kept-secret.h"

static const CabinetField kept_secret_fields[] = {
  CABINET_FIELD (CabinetKeptSecret, secret, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetKeptSecret, refused, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetKeptSecret, session, RECORD, CABINET_OPTIONAL, cabinet_session_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetKeptSecret, cabinet_kept_secret, kept_secret_fields)

/**
 * cabinet_kept_secret_new:
 * @secret: (nullable): the password
 * @refused: whether the provider refused it
 * @session: (nullable): the tokens
 *
 * Returns: (transfer full): a new record
 */
CabinetKeptSecret *
cabinet_kept_secret_new (const char *secret, gboolean refused, CabinetSession *session)
{
  CabinetKeptSecret *self = g_object_new (CABINET_TYPE_KEPT_SECRET, NULL);

  self->secret = g_strdup (secret);
  self->refused = refused;
  self->session = session != NULL ? g_object_ref (session) : NULL;
  return self;
}

/**
 * cabinet_kept_secret_parse:
 * @line: what the keyring gave
 *
 * Returns: (transfer full) (nullable): the record, or NULL if @line is not one. There is no error to pass on:
 *   its message could quote a secret.
 */
CabinetKeptSecret *
cabinet_kept_secret_parse (const char *line)
{
  return cabinet_record_decode_text (CABINET_TYPE_KEPT_SECRET, line, -1, NULL);
}

/**
 * cabinet_kept_secret_to_line:
 * @self: a record
 *
 * Returns: (transfer full): one line of JSON, for the keyring only
 */
char *
cabinet_kept_secret_to_line (CabinetKeptSecret *self)
{
  return cabinet_record_encode_text (self);
}
