/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cabinet-http.h"

G_BEGIN_DECLS

struct _CabinetRequest
{
  GObject parent_instance;

  char *method;
  char *path; /* relative to the base URL, already percent-encoded, no slash in front */
  CabinetRequestSigning signing;
  GString *query; /* already percent-encoded, without the question mark */
  SoupMessageHeaders *headers;
  JsonNode *body; /* nullable */
  char *etag;     /* nullable */
};

/* Whether the request changes something: such a one never leaves twice. */
gboolean cabinet_request_is_change (CabinetRequest *self);
GBytes *cabinet_request_dup_body (CabinetRequest *self);
SoupMessage *
cabinet_request_build (CabinetRequest *self, const char *base_url, const char *token, GBytes *body);

G_END_DECLS
