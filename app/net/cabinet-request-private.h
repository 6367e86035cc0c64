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
  JsonNode *body;           /* nullable */
  char *form;               /* nullable: the body, if it is a form */
  SoupMultipart *multipart; /* nullable: the body, if it has files */
  char *etag;               /* nullable */
  guint limit;              /* milliseconds with all its tries; 0 = the client's */
  gboolean change;          /* changes something, although it is a GET */
  gboolean foreign;         /* whatever is answered is an answer */
};

GBytes *cabinet_request_dup_body (CabinetRequest *self, char **type);
SoupMessage *cabinet_request_build (CabinetRequest *self,
                                    const char *base_url,
                                    const CabinetSignature *signature,
                                    const char *type,
                                    GBytes *body);

G_END_DECLS
