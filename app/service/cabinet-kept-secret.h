/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

#define CABINET_TYPE_KEPT_SECRET (cabinet_kept_secret_get_type ())
G_DECLARE_FINAL_TYPE (CabinetKeptSecret, cabinet_kept_secret, CABINET, KEPT_SECRET, CabinetRecord)

/* What the keyring keeps of a sign-in, as one line of JSON. */
struct _CabinetKeptSecret
{
  CabinetRecord parent_instance;

  char *secret;            /* the password; NULL if there is none (a code by SMS) */
  gboolean refused;        /* the password was refused: not tried again until the person acts */
  CabinetSession *session; /* NULL = none stands */
};

CabinetKeptSecret *cabinet_kept_secret_new (const char *secret, gboolean refused, CabinetSession *session);
CabinetKeptSecret *cabinet_kept_secret_parse (const char *line);
char *cabinet_kept_secret_to_line (CabinetKeptSecret *self);

G_END_DECLS
